//! The words that every file carries beside the text (labels, states, page numbers, days), in the notice's own
//! language where we have them, otherwise in English and marked as English.
//!
//! The Welsh and the Polish are ours and await a native reader's eye; a mark that a text is not approved says DRAFT in
//! every language, so that it can be found.

use chrono::{Datelike as _, NaiveDate};

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Labels {
    /// The BCP 47 tag.
    pub tag: &'static str,
    pub version: &'static str,
    pub status: &'static str,
    pub in_force_from: &'static str,
    pub in_force_until: &'static str,
    pub next_review: &'static str,
    pub directorate: &'static str,
    pub post: &'static str,
    pub approved_by: &'static str,
    /// The label before the document code.
    pub code: &'static str,
    /// The heading over the council's own details, which stands in every file and is no part of the text.
    pub about: &'static str,
    pub controller: &'static str,
    pub address: &'static str,
    pub email: &'static str,
    pub telephone: &'static str,
    pub officer: &'static str,
    pub officer_email: &'static str,
    pub officer_telephone: &'static str,
    pub registration: &'static str,
    pub published_at: &'static str,
    /// How to check a copy.
    pub check: &'static str,
    pub check_there: &'static str,
    pub contents: &'static str,
    /// What a table is called that can be moved sideways.
    pub table: &'static str,
    /// The title of the element around the control block.
    pub control: &'static str,
    /// Between "Page 2" and "3".
    pub page: &'static str,
    pub of: &'static str,
    pub months: [&'static str; 12],
    pub approved: &'static str,
    pub pending: &'static str,
    pub superseded: [&'static str; 2],
    pub withdrawn: [&'static str; 2],
    pub draft: &'static str,
    pub recorded: [&'static str; 2],
}

/// All languages whose words we have, the one for all others first.
pub(crate) const ALL: [&Labels; 3] = [&ENGLISH, &WELSH, &POLISH];

/// The words for a text in that language.
pub(crate) fn labels(language: &str) -> &'static Labels {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    ALL.into_iter().find(|l| l.tag.split('-').next() == Some(primary.as_str())).unwrap_or(&ENGLISH)
}

impl Labels {
    /// The tag to mark these words with inside a text of that language; `None` when they are in its language.
    pub(crate) fn foreign_in(&self, language: &str) -> Option<&'static str> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        (primary(self.tag) != primary(language)).then_some(self.tag)
    }

    /// A day as readers see it: "1 April 2026".
    pub(crate) fn day(&self, date: NaiveDate) -> String {
        let month = self.months.get(date.month0() as usize).copied().unwrap_or_default();
        format!("{} {month} {}", date.day(), date.year())
    }

    /// "Page 2 of 3".
    pub(crate) fn page_of(&self, number: usize, of: usize) -> String {
        format!("{} {number} {} {of}", self.page, self.of)
    }
}

pub(crate) static ENGLISH: Labels = Labels {
    tag: "en-GB",
    version: "Version",
    status: "Status",
    in_force_from: "In force from",
    in_force_until: "In force until",
    next_review: "Next review",
    directorate: "Directorate",
    post: "Responsible post",
    approved_by: "Approved by",
    code: "Document code",
    about: "About this notice",
    controller: "Controller",
    address: "Address",
    email: "Email",
    telephone: "Telephone",
    officer: "Data protection officer",
    officer_email: "Data protection officer’s email",
    officer_telephone: "Data protection officer’s telephone",
    registration: "Registration with the Information Commission",
    published_at: "Published at",
    check: "To check a copy",
    check_there: "Send it to the data protection officer, who can tell whether its words are the approved ones.",
    contents: "Contents",
    table: "Table",
    control: "Document control",
    page: "Page",
    of: "of",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    approved: "Approved",
    pending: "Approved – not yet in force",
    superseded: ["Superseded – no longer in force", "Superseded – this is not the current notice"],
    withdrawn: ["Taken down – not in force", "Taken down – this notice is not in force"],
    draft: "DRAFT – not approved",
    recorded: ["Recorded – published before it was kept here", "Recorded edition – not checked or approved here"],
};

static WELSH: Labels = Labels {
    tag: "cy",
    version: "Fersiwn",
    status: "Statws",
    in_force_from: "Mewn grym o",
    in_force_until: "Mewn grym tan",
    next_review: "Adolygiad nesaf",
    directorate: "Cyfarwyddiaeth",
    post: "Swydd gyfrifol",
    approved_by: "Cymeradwywyd gan",
    code: "Cod y ddogfen",
    about: "Ynglŷn â’r hysbysiad hwn",
    controller: "Rheolydd",
    address: "Cyfeiriad",
    email: "E-bost",
    telephone: "Ffôn",
    officer: "Swyddog diogelu data",
    officer_email: "E-bost y swyddog diogelu data",
    officer_telephone: "Ffôn y swyddog diogelu data",
    registration: "Cofrestriad gyda’r Comisiwn Gwybodaeth",
    published_at: "Cyhoeddwyd yn",
    check: "I wirio copi",
    check_there: "Anfonwch ef at y swyddog diogelu data, a all ddweud ai ei eiriau ef yw’r rhai a gymeradwywyd.",
    contents: "Cynnwys",
    table: "Tabl",
    control: "Rheoli’r ddogfen",
    page: "Tudalen",
    of: "o",
    months: [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ],
    approved: "Cymeradwywyd",
    pending: "Cymeradwywyd – ddim mewn grym eto",
    superseded: ["Disodlwyd – ddim mewn grym mwyach", "Disodlwyd – nid hwn yw’r hysbysiad cyfredol"],
    withdrawn: ["Tynnwyd i lawr – ddim mewn grym", "Tynnwyd i lawr – nid yw’r hysbysiad hwn mewn grym"],
    draft: "DRAFT / DRAFFT – heb ei gymeradwyo",
    recorded: [
        "Cofnodwyd – cyhoeddwyd cyn iddo gael ei gadw yma",
        "Argraffiad a gofnodwyd – heb ei wirio na’i gymeradwyo yma",
    ],
};

static POLISH: Labels = Labels {
    tag: "pl",
    version: "Wersja",
    status: "Status",
    in_force_from: "Obowiązuje od",
    in_force_until: "Obowiązywała do",
    next_review: "Następny przegląd",
    directorate: "Dział",
    post: "Odpowiedzialne stanowisko",
    approved_by: "Zatwierdzenie",
    code: "Kod dokumentu",
    about: "O tej informacji",
    controller: "Administrator danych",
    address: "Adres",
    email: "E-mail",
    telephone: "Telefon",
    officer: "Inspektor ochrony danych",
    officer_email: "E-mail inspektora ochrony danych",
    officer_telephone: "Telefon inspektora ochrony danych",
    registration: "Rejestracja w Information Commission",
    published_at: "Adres publikacji",
    check: "Jak sprawdzić kopię",
    check_there: "Należy przesłać ją inspektorowi ochrony danych, który powie, czy jej słowa są zatwierdzone.",
    contents: "Spis treści",
    table: "Tabela",
    control: "Informacje o dokumencie",
    page: "Strona",
    of: "z",
    months: [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ],
    approved: "Zatwierdzona",
    pending: "Zatwierdzona – jeszcze nie obowiązuje",
    superseded: ["Zastąpiona – już nie obowiązuje", "Zastąpiona – to nie jest aktualna wersja"],
    withdrawn: ["Wycofana – nie obowiązuje", "Wycofana – ta informacja nie obowiązuje"],
    draft: "DRAFT / PROJEKT – niezatwierdzony",
    recorded: [
        "Odnotowana – opublikowana, zanim zaczęto ją tu przechowywać",
        "Wydanie odnotowane – nie sprawdzono go tu ani nie zatwierdzono",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_finds_its_words() {
        assert_eq!(labels("cy").contents, "Cynnwys");
        assert_eq!(labels("pl-PL").page_of(2, 3), "Strona 2 z 3");
        assert_eq!(labels("ur").tag, "en-GB");
        assert_eq!(labels("en-US").foreign_in("en-US"), None, "English words in an English text need no mark");
        assert_eq!(labels("ur").foreign_in("ur"), Some("en-GB"));
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!((labels("en").day(day), labels("cy").day(day)), ("1 March 2026".into(), "1 Mawrth 2026".into()));
    }

    #[test]
    fn every_mark_of_a_draft_can_be_found() {
        assert!(ALL.iter().all(|l| l.draft.contains("DRAFT")));
    }
}
