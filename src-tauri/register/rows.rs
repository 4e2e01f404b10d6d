//! From a row's text to the model's types and back.

use crate::error::{RegisterError, Result};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use std::str::FromStr;

/// An instant as it is stored: RFC 3339, UTC, milliseconds.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A stored instant.
pub(crate) fn read_instant(text: &str) -> Result<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .map(|t| t.with_timezone(&Utc))
        .map_err(|_| RegisterError::damaged(format!("{text:?} is not an instant")))
}

/// A stored day.
pub(crate) fn read_day(text: &str) -> Result<NaiveDate> {
    NaiveDate::from_str(text).map_err(|_| RegisterError::damaged(format!("{text:?} is not a day")))
}

/// A stored day, where there is one.
pub(crate) fn read_optional_day(text: Option<String>) -> Result<Option<NaiveDate>> {
    text.as_deref().map(read_day).transpose()
}

/// A stored id.
pub(crate) fn read_id<T: FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| RegisterError::damaged(format!("{text:?} is not an id")))
}

/// A stored id, where there is one.
pub(crate) fn read_optional_id<T: FromStr>(text: Option<String>) -> Result<Option<T>> {
    text.as_deref().map(read_id).transpose()
}

/// A name that must be one of the model's.
pub(crate) fn read_name<T>(text: &str, find: impl Fn(&str) -> Option<T>) -> Result<T> {
    find(text).ok_or_else(|| RegisterError::damaged(format!("{text:?} is not a name this release knows")))
}
