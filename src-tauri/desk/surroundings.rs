//! What stands around a notice when its text is checked: what the council's other notices say, and its record of
//! processing.

use crate::error::Result;
use crate::processing::{Activity, activities, same_part};
use crate::views::NoticeList;
use crate::wording::wordings;
use chrono::{DateTime, NaiveDate, Utc};
use fairnotice_checks::{Answers, CouncilFacts, Statement, Wording, statements};
use fairnotice_notice::ids::{RevisionId, VersionId};
use fairnotice_notice::{Directorate, Notice, Organisation};
use fairnotice_register::Reader;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// What stands around the notices of a council.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    /// What the live notices say; nothing where nobody asked.
    pub(crate) council: Option<Arc<CouncilFacts>>,
    /// The record of processing.
    activities: Arc<Vec<Activity>>,
    /// The standard wording.
    pub(crate) wordings: Arc<Vec<Wording>>,
    /// What notices above others answer.
    answered: Arc<Mutex<Answered>>,
}

/// Few notices stand above others; more than this are those of days gone by.
const MOST_ANSWERED: usize = 100;

/// What live texts answer for the notices below them, each read once. A text never changes; what the council is called may.
#[derive(Debug, Default)]
struct Answered {
    organisation: Option<Organisation>,
    by: BTreeMap<RevisionId, Arc<Answers>>,
}

/// What live texts say and what the record of processing holds, read once for each: neither ever changes.
#[derive(Debug, Default)]
pub(crate) struct Read {
    activities: Option<(Uuid, Arc<Vec<Activity>>)>,
    said: BTreeMap<RevisionId, Arc<Vec<Statement>>>,
    answered: Arc<Mutex<Answered>>,
    last: Option<Together>,
    /// How many findings hold up an open version, and of what they were counted: its newest saved copy, when it was typed
    /// in last, the day, and the last event by which something was decided.
    pub(crate) blocking: BTreeMap<VersionId, (Counted, u32)>,
    /// The list of notices without counts, the state of the file it was read from, and the day.
    pub(crate) listed: Option<(i64, NaiveDate, NoticeList)>,
}

/// Of what findings were counted.
pub(crate) type Counted = (RevisionId, Option<DateTime<Utc>>, NaiveDate, i64);

/// The live texts at one time, and what they say together.
#[derive(Debug)]
struct Together {
    live: Vec<(String, RevisionId)>,
    facts: Arc<CouncilFacts>,
}

impl Surroundings {
    /// Reads what stands around. With `read`, what the other notices say too.
    pub(crate) fn read(reader: &Reader<'_>, read: Option<&Mutex<Read>>) -> Result<Self> {
        let council = read.map(|read| council(reader, read)).transpose()?;
        let activities = match read {
            Some(read) => known_activities(reader, read)?,
            None => Arc::new(activities(reader)?),
        };
        let answered = read.map(|read| read.lock().unwrap_or_else(PoisonError::into_inner).answered.clone());
        let wordings = Arc::new(wordings(reader)?);
        Ok(Surroundings { council, activities, wordings, answered: answered.unwrap_or_default() })
    }

    /// What a live text answers for the notices below it.
    pub(crate) fn answers(
        &self,
        reader: &Reader<'_>,
        live: RevisionId,
        organisation: Option<&Organisation>,
    ) -> Result<Arc<Answers>> {
        let lock = || self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut known = lock();
            if known.organisation.as_ref() != organisation {
                *known = Answered { organisation: organisation.cloned(), by: BTreeMap::new() };
            }
            if let Some(answers) = known.by.get(&live) {
                return Ok(answers.clone());
            }
        }
        // Nobody waits while it is read.
        let answers = Arc::new(Answers::read(&reader.revision(live)?.content()?, organisation));
        let mut known = lock();
        if known.organisation.as_ref() == organisation {
            if known.by.len() >= MOST_ANSWERED {
                known.by.clear();
            }
            known.by.insert(live, answers.clone());
        }
        Ok(answers)
    }

    /// The purposes that the record of processing has for a notice's part of the council.
    pub(crate) fn purposes_of(&self, notice: &Notice, directorate: Option<&Directorate>) -> Vec<String> {
        let same = |name: &str| {
            let names = [Some(&notice.short_name), Some(&notice.title), directorate.map(|d| &d.name)];
            names.into_iter().flatten().any(|own| same_part(own, name))
        };
        let own = self.activities.iter().filter(|a| a.part.as_deref().is_none_or(same));
        own.map(|a| a.purpose.clone()).collect()
    }
}

fn known_activities(reader: &Reader<'_>, read: &Mutex<Read>) -> Result<Arc<Vec<Activity>>> {
    let Some(newest) = reader.processing_record_id()? else { return Ok(Arc::default()) };
    let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, known)) = read.activities.as_ref().filter(|(id, _)| *id == newest) {
        return Ok(known.clone());
    }
    let all = Arc::new(activities(reader)?);
    read.activities = Some((newest, all.clone()));
    Ok(all)
}

fn council(reader: &Reader<'_>, read: &Mutex<Read>) -> Result<Arc<CouncilFacts>> {
    let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
    let live = reader.live_revisions()?;
    if let Some(last) = read.last.as_ref().filter(|last| last.live == live) {
        return Ok(last.facts.clone());
    }
    let mut facts = CouncilFacts::default();
    let mut said = BTreeMap::new();
    for (notice, revision) in &live {
        let own = match read.said.get(revision) {
            Some(known) => known.clone(),
            None => Arc::new(statements(&reader.revision(*revision)?.content()?)),
        };
        facts.add(notice, &own);
        said.insert(*revision, own);
    }
    let facts = Arc::new(facts);
    read.said = said;
    read.last = Some(Together { live, facts: facts.clone() });
    Ok(facts)
}
