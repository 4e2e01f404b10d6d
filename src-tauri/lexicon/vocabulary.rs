//! What notices speak of: categories of data, kinds of people, recipients, abbreviations, words to avoid.
//!
//! The words stand in `vocabulary.toml` in the singular and in lower case (abbreviations and names apart).
//! This module reads them and says whether a short text, such as a list item, is one of them.

use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::sync::LazyLock;

/// What the vocabulary file holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Categories of personal data.
    #[serde(rename = "data", default)]
    pub data: Vec<DataCategory>,
    /// Kinds of people.
    #[serde(rename = "people", default)]
    pub people: Vec<People>,
    /// Organisations that receive data, with their abbreviations.
    #[serde(rename = "recipient", default)]
    pub recipients: Vec<Recipient>,
    /// Abbreviations that everybody knows and nobody needs expanded.
    #[serde(default)]
    pub known_acronyms: Vec<String>,
    /// What other abbreviations stand for.
    #[serde(rename = "acronym", default)]
    pub acronyms: Vec<Acronym>,
    /// Words that plain English does without.
    #[serde(rename = "avoid", default)]
    pub avoid: Vec<Avoid>,
    /// What officials say and readers don't.
    #[serde(rename = "jargon", default)]
    pub jargon: Vec<Avoid>,
    /// Words that mean the same in a list.
    #[serde(rename = "same", default)]
    pub same: Vec<Same>,
    /// Slips of spelling and idiom.
    #[serde(rename = "slip", default)]
    pub slips: Vec<Avoid>,
}

/// A category of personal data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataCategory {
    /// The words, any of which names it.
    pub words: Vec<String>,
    /// Longer phrases in which the words mean something else.
    #[serde(default)]
    pub unless: Vec<String>,
    /// The kind of protection it has.
    #[serde(default)]
    pub kind: DataKind,
}

/// The kind of protection that data has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataKind {
    /// Personal data like any other.
    #[default]
    Ordinary,
    /// Special category data (Art 9).
    Special,
    /// Criminal offence data (Art 10).
    Criminal,
}

/// A kind of people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// The words, any of which names it.
    pub words: Vec<String>,
    /// They are children, or some of them are.
    #[serde(default)]
    pub children: bool,
    /// They are the people a notice is for, so they make no sense as recipients of other people's data.
    #[serde(default)]
    pub never_recipient: bool,
}

/// An organisation, or a kind of them, that receives data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Its name as a notice writes it; nothing for a kind of recipients.
    #[serde(default)]
    pub name: Option<String>,
    /// The letters it is known by.
    #[serde(default)]
    pub letters: Option<String>,
    /// The words, any of which names it, beside its name and its letters.
    pub words: Vec<String>,
}

/// What an abbreviation stands for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acronym {
    /// The letters.
    pub letters: String,
    /// What they stand for.
    pub stands_for: String,
}

/// Words and what to write in their place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Avoid {
    /// The words, in the forms in which they are looked for.
    pub words: Vec<String>,
    /// What to write.
    pub instead: String,
}

/// Words that mean the same in a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    /// The words.
    pub words: Vec<String>,
}

/// The words of the first three tables are kept in [`plain_form`]: they are compared with every line of a text.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut v: Vocabulary = toml::from_str(include_str!("vocabulary.toml")).unwrap_or_default();
    for recipient in &mut v.recipients {
        let own = [&recipient.name, &recipient.letters];
        let own: Vec<String> = own.into_iter().flatten().cloned().collect();
        recipient.words.extend(own);
    }
    let lists = v.data.iter_mut().flat_map(|d| [&mut d.words, &mut d.unless]);
    let lists = lists.chain(v.people.iter_mut().map(|p| &mut p.words)).chain(v.same.iter_mut().map(|s| &mut s.words));
    for words in lists.chain(v.recipients.iter_mut().map(|r| &mut r.words)) {
        words.iter_mut().for_each(|w| *w = plain_form(w));
    }
    v
});

/// Terms looked for all at once; both they and the texts are in [`plain_form`].
struct Terms {
    search: Option<AhoCorasick>,
    /// The entry of each term.
    entries: Vec<usize>,
}

impl Terms {
    fn new<'a>(lists: impl Iterator<Item = &'a Vec<String>>) -> Terms {
        let (mut terms, mut entries) = (Vec::new(), Vec::new());
        for (entry, words) in lists.enumerate() {
            for word in words.iter().filter(|w| !w.is_empty()) {
                terms.push(word.as_str());
                entries.push(entry);
            }
        }
        Terms { search: AhoCorasick::new(terms).ok(), entries }
    }

    /// The entries of which a term stands whole in a text; one may come more than once.
    fn named<'a>(&'a self, form: &'a str) -> impl Iterator<Item = usize> + 'a {
        let edge = |at: Option<&u8>| at.is_none_or(|b| *b == b' ');
        let bytes = form.as_bytes();
        self.search.iter().flat_map(move |search| {
            search
                .find_overlapping_iter(form)
                .filter(move |m| edge(m.start().checked_sub(1).and_then(|i| bytes.get(i))) && edge(bytes.get(m.end())))
                .map(|m| self.entries[m.pattern().as_usize()])
        })
    }
}

static DATA: LazyLock<Terms> = LazyLock::new(|| Terms::new(vocabulary().data.iter().map(|d| &d.words)));
static RECIPIENTS: LazyLock<Terms> = LazyLock::new(|| Terms::new(vocabulary().recipients.iter().map(|r| &r.words)));

/// The vocabulary file, read once. Its validity is proved by a test, so that an unreadable one can't be built.
pub fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

/// A short text as the vocabulary spells it: lower case, words parted by one space, plurals made singular,
/// apostrophes and punctuation gone.
pub fn plain_form(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let folded = text.to_lowercase().replace(['\'', '\u{2019}'], "");
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        words.push(singular(word));
    }
    words.join(" ")
}

/// The singular of an English noun, well enough for comparing: `hospitals` and `hospital` come out alike, and so
/// do two spellings of a word that has no plural.
pub fn singular(word: &str) -> String {
    let n = word.chars().count();
    if n > 4
        && let Some(stem) = word.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if let Some(stem) = word.strip_suffix("es")
            && word.ends_with(ending)
        {
            return stem.to_owned();
        }
    }
    let kept = ["ss", "us", "is", "ics"].iter().any(|e| word.ends_with(e));
    match word.strip_suffix('s') {
        Some(stem) if n > 2 && !kept => stem.to_owned(),
        Some(_) | None => word.to_owned(),
    }
}

/// Whether the words of `term` stand next to each other, whole, in `text`. Both in [`plain_form`].
pub fn contains_term(text: &str, term: &str) -> bool {
    !term.is_empty()
        && text.match_indices(term).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + term.len()..].chars().next();
            before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
        })
}

impl Vocabulary {
    /// The most protected kind of data that a text names; `None` when it names none of the vocabulary.
    pub fn data_kind(&self, text: &str) -> Option<DataKind> {
        let form = plain_form(text);
        // A term counts unless it stands in a longer phrase in which it means something else.
        let meant = |d: &DataCategory| {
            let mut rest = form.clone();
            for other in d.unless.iter().filter(|u| contains_term(&form, u)) {
                rest = rest.replace(other.as_str(), "-");
            }
            d.words.iter().any(|w| contains_term(&rest, w))
        };
        let named = DATA.named(&form).filter_map(|entry| self.data.get(entry));
        let kinds: Vec<DataKind> = named.filter(|d| d.unless.is_empty() || meant(d)).map(|d| d.kind).collect();
        [DataKind::Criminal, DataKind::Special, DataKind::Ordinary].into_iter().find(|kind| kinds.contains(kind))
    }

    /// The kind of people whose name opens or closes a short text, such as "Customers" or "family members".
    pub fn people(&self, text: &str) -> Option<&People> {
        let form = plain_form(text);
        let stands = |word: &String| {
            form.strip_prefix(word.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                || form.strip_suffix(word.as_str()).is_some_and(|rest| rest.ends_with(' '))
        };
        self.people.iter().find(|p| p.words.iter().any(stands))
    }

    /// The first of the words that mean the same as a whole item does; the item in [`plain_form`].
    pub fn same_as(&self, form: &str) -> Option<&str> {
        let same = self.same.iter().find(|s| s.words.iter().any(|w| w == form))?;
        same.words.first().map(String::as_str)
    }

    /// Whether a text names a recipient of the vocabulary.
    pub fn is_recipient(&self, text: &str) -> bool {
        RECIPIENTS.named(&plain_form(text)).next().is_some()
    }

    /// What an abbreviation stands for, where that is known.
    pub fn stands_for(&self, letters: &str) -> Option<&str> {
        let body = || self.recipients.iter().find(|r| r.letters.as_deref() == Some(letters))?.name.as_deref();
        self.acronyms.iter().find(|a| a.letters == letters).map(|a| a.stands_for.as_str()).or_else(body)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_file_is_read_and_nothing_stands_twice() {
        let v: Vocabulary = toml::from_str(include_str!("vocabulary.toml")).unwrap();
        let lists: [(&str, Vec<&String>); 8] = [
            ("data", v.data.iter().flat_map(|d| &d.words).collect()),
            ("people", v.people.iter().flat_map(|d| &d.words).collect()),
            ("recipients", v.recipients.iter().flat_map(|d| &d.words).collect()),
            ("known acronyms", v.known_acronyms.iter().collect()),
            ("acronyms", v.acronyms.iter().map(|a| &a.letters).collect()),
            ("avoid", v.avoid.iter().flat_map(|a| &a.words).collect()),
            ("jargon", v.jargon.iter().flat_map(|a| &a.words).collect()),
            ("slips", v.slips.iter().flat_map(|a| &a.words).collect()),
        ];
        for (name, words) in lists {
            assert!(!words.is_empty(), "{name} is empty");
            let mut seen = BTreeSet::new();
            for word in words {
                assert!(seen.insert(word.to_lowercase()), "{name}: {word} stands twice");
            }
        }
        assert!(v.people.iter().any(|p| p.children) && v.people.iter().any(|p| p.never_recipient));
    }

    #[test]
    fn plurals_meet_their_singulars() {
        for (a, b) in [
            ("Hospitals", "hospital"),
            ("Local authorities", "Local Authority"),
            ("Churches", "church"),
            ("Addresses", "address"),
            ("Service users' names", "service user name"),
        ] {
            assert_eq!(plain_form(a), plain_form(b), "{a} and {b}");
        }
        for word in ["business", "status", "statistics", "analysis", "gas", "us"] {
            let form = singular(word);
            assert!(form == word || form == "ga", "{word} became {form}");
        }
    }

    #[test]
    fn data_is_known_by_its_protection() {
        let v = vocabulary();
        for (text, kind) in [
            ("Ethnicity", Some(DataKind::Special)),
            ("racial or ethnic origin", Some(DataKind::Special)),
            ("your health needs", Some(DataKind::Special)),
            ("Trade Union membership", Some(DataKind::Special)),
            ("Criminal convictions", Some(DataKind::Criminal)),
            ("Bank details", Some(DataKind::Ordinary)),
            ("health and safety", None),
            ("environmental health officers", None),
            ("Wheelbarrows", None),
        ] {
            assert_eq!(v.data_kind(text), kind, "{text}");
        }
    }
}
