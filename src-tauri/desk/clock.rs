//! The clock and the maker of ids: the only places that read the time or make random numbers.

use chrono::{DateTime, Local, NaiveDate, Utc};
use uuid::{NoContext, Timestamp, Uuid};

/// An instant and the day it falls on where the officer sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The day on the officer's calendar.
    pub day: NaiveDate,
}

impl Moment {
    /// A moment in UTC, for the sample and for tests.
    pub fn utc(at: DateTime<Utc>) -> Moment {
        Moment { at, day: at.date_naive() }
    }
}

/// Tells the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's.
    Machine,
    /// One that stands still.
    Fixed(Moment),
}

impl Clock {
    /// Now.
    pub fn now(self) -> Moment {
        match self {
            Clock::Machine => {
                #[allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]
                let at = Utc::now();
                Moment { at, day: at.with_timezone(&Local).date_naive() }
            }
            Clock::Fixed(moment) => moment,
        }
    }
}

/// A new id: UUID version 7, sortable by time, unique on every laptop.
pub(crate) fn new_id(at: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, at.timestamp_subsec_nanos()))
}
