//! Every rule: its id, how much it weighs, what it is called, where it comes from, what it tells the officer.
//!
//! The ids are a contract. `{}` in a message takes a detail. A finding can weigh less or more than its rule where the
//! law has two cases; the severity here is the usual one.

use chrono::NaiveDate;
use fairnotice_lexicon::law::law;
use fairnotice_notice::Severity;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, which others rely on.
    pub id: &'static str,
    /// How much it usually weighs.
    pub severity: Severity,
    /// What it is called.
    pub title: &'static str,
    /// The clause or standard; [`BY_LAW_FILE`] where the law file knows the articles. See [`Rule::source`].
    standard: &'static str,
    /// What a finding says: what is wrong, why it matters, what to do.
    pub message: &'static str,
}

/// The rule's articles stand in the law file, under the duty it looks for.
const BY_LAW_FILE: &str = "";

impl Rule {
    /// The article, clause or standard.
    pub fn source(&self) -> &'static str {
        if self.standard == BY_LAW_FILE {
            return law().duty_of_rule(self.id).map_or("", |d| d.articles.as_str());
        }
        self.standard
    }

    /// The day from which the law asks for it, where it is newer than UK GDPR itself.
    pub fn since(&self) -> Option<NaiveDate> {
        law().duty_of_rule(self.id)?.since.as_deref()?.parse().ok()
    }
}

/// Every rule, by subject.
pub fn rules() -> &'static [Rule] {
    RULES
}

macro_rules! rules {
    ($($name:ident $id:literal $severity:ident $standard:tt $title:literal $message:literal)+) => {
        $(#[doc = $title] pub(crate) const $name: Rule = Rule {
            id: $id, severity: Severity::$severity, title: $title, standard: $standard, message: $message,
        };)+
        static RULES: &[Rule] = &[$($name),+];
    };
}

rules! {
    // What Articles 13 and 14 demand
    MISSING_CONTROLLER "missing-controller" Block BY_LAW_FILE
        "Controller is not named"
        "The notice does not say which organisation is responsible for the information. Name the council as the controller and give its contact details."
    CONTROLLER_NO_CONTACT "controller-no-contact" Block BY_LAW_FILE
        "Controller has no contact details"
        "The council is named, but people can't see how to reach it. Give a postal address, an email address or a phone number."
    JOINT_CONTROLLER_UNCLEAR "joint-controller-unclear" Explain BY_LAW_FILE
        "Joint working is not explained"
        "Two organisations are named together, but the reader can't tell who answers for the information. Say whether they are joint controllers (and what was agreed between them), share managers only, or one acts for the other, and whom to contact."
    MISSING_DPO_CONTACT "missing-dpo-contact" Block BY_LAW_FILE
        "No contact for the data protection officer"
        "The notice gives no way to reach the data protection officer. Give the post (not a person's name) and an email address, a phone number or an address."
    MISSING_PURPOSES "missing-purposes" Block BY_LAW_FILE
        "Purposes are missing"
        "The notice does not say what the information is used for. List each purpose."
    VAGUE_PURPOSE "vague-purpose" Explain BY_LAW_FILE
        "Purpose is vague"
        "This purpose could mean anything, so people can't tell what happens to their information. Say what you do with it."
    CIRCULAR_PURPOSE "circular-purpose" Explain BY_LAW_FILE
        "Purpose explains itself with itself"
        "This says that information is used in order to use information. Say what the use achieves."
    OVERBROAD_PURPOSE "overbroad-purpose" Explain BY_LAW_FILE
        "Purpose has no limit"
        "This lets the council use any information for anything. Say which information is used, for what, and under which power."
    PURPOSE_IS_ONLY_A_NAME "purpose-is-only-a-name" Explain BY_LAW_FILE
        "Purpose is only the name of a service"
        "This repeats the name of a service where the others say what they do. Say what the service uses the information for."
    MISSING_LAWFUL_BASIS "missing-lawful-basis" Block BY_LAW_FILE
        "Lawful basis is missing"
        "The notice does not say what makes the use of the information lawful. Give the lawful basis in Article 6(1) for each purpose."
    LAWFUL_BASIS_VAGUE "lawful-basis-vague" Block BY_LAW_FILE
        "Lawful basis is vague"
        "{} Say which point of Article 6(1) each purpose relies on."
    LAW_NOT_NAMED "law-not-named" Explain BY_LAW_FILE
        "The law behind the basis is not named"
        "The basis is a legal obligation or a public task, but no law is named. Name the Act and its year once in the notice."
    BASIS_NOT_OPEN "basis-not-open-to-council" Explain BY_LAW_FILE
        "Basis is not open to a council's tasks"
        "A public authority can't rely on legitimate interests for its own tasks. Rely on public task, or say which work is outside the council's tasks."
    BASIS_MISSTATED "lawful-basis-misstated" Explain BY_LAW_FILE
        "Basis and article don't match"
        "The point of the article and the words beside it are not the same. {} Write the one that is meant."
    MISSING_LEGITIMATE_INTERESTS "missing-legitimate-interests" Explain BY_LAW_FILE
        "Legitimate interests are not stated"
        "The notice relies on legitimate interests but does not say what they are. State them."
    MISSING_WITHDRAW_CONSENT "missing-withdraw-consent" Block BY_LAW_FILE
        "No word on withdrawing consent"
        "The notice relies on consent but does not say that people can withdraw it at any time, and how. Add both."
    CONSENT_WITHOUT_WITHDRAWAL "consent-without-withdrawal" Explain BY_LAW_FILE
        "Consent is relied on here"
        "This relies on consent, and nothing in the notice says that it can be withdrawn. Say so here, or once for all, and how."
    CONSENT_NOT_SPECIFIC "consent-not-specific" Warn BY_LAW_FILE
        "Consent is not specific"
        "This asks for consent to hold or use data as such. Consent must be for one clear purpose, and work that the council has to do does not rest on consent."
    MISSING_ART9 "missing-art9-condition" Explain BY_LAW_FILE
        "No Article 9 condition"
        "The notice speaks of special category data but names no condition that allows its use. Name the point of Article 9(2)."
    SPECIAL_NO_CONDITION "special-category-no-condition" Explain BY_LAW_FILE
        "Special category data without a condition"
        "This is special category data, and the notice names no condition that allows its use. Set it apart and name the point of Article 9(2)."
    SPECIAL_IN_ORDINARY_LIST "special-category-in-ordinary-list" Explain BY_LAW_FILE
        "Special category data in an ordinary list"
        "This is special category data, but it stands among ordinary data although the notice has a list for it. Move it there."
    MISSING_ART10 "missing-art10-condition" Explain BY_LAW_FILE
        "No condition for criminal offence data"
        "The notice lists information about criminal offences but does not say what allows its use. Name the council's official authority or the paragraph of Schedule 1."
    MISSING_POLICY_DOCUMENT "missing-appropriate-policy-document" Hint BY_LAW_FILE
        "Appropriate policy document"
        "Many conditions in Schedule 1 need an appropriate policy document. Check that there is one; the notice may mention it."
    LAW_ENFORCEMENT_REGIME "law-enforcement-regime" Explain BY_LAW_FILE
        "Law enforcement needs its own information"
        "The council uses information for law enforcement of its own here. That falls under Part 3 of the Data Protection Act 2018: say so, and what its rights are, or link to a notice that does."
    MISSING_DATA_CATEGORIES "missing-data-categories" Warn BY_LAW_FILE
        "Kinds of information are missing"
        "The notice does not say what information is used. List the kinds; it is required where information comes from others."
    MISSING_RECIPIENTS "missing-recipients" Block BY_LAW_FILE
        "Recipients are missing"
        "The notice does not say who receives the information. Name them, or the kinds of organisation, or say that nobody does."
    RECIPIENT_IS_DATA_SUBJECT "recipient-is-data-subject" Warn BY_LAW_FILE
        "Recipient is the person the data is about"
        "This says that people's information is shared with the people it is about. Take it out, or say whose information goes to whom."
    RECIPIENT_MISSING_FROM_LIST "recipient-missing-from-list" Warn BY_LAW_FILE
        "Recipient is not in the list"
        "{} receives information according to this sentence but is not among the recipients. Add it or its kind to them."
    MISSING_TRANSFERS "missing-transfers-statement" Warn BY_LAW_FILE
        "No word on transfers abroad"
        "The notice does not say whether information leaves the UK. Say that it does not, or name the country and the safeguard."
    TRANSFER_NO_SAFEGUARD "transfer-no-safeguard" Block BY_LAW_FILE
        "Transfer without a safeguard"
        "Information may leave the UK, but no safeguard is named. Name the regulations, the agreement or the exception, and how to get a copy."
    TRANSFER_VAGUE "transfer-vague" Block BY_LAW_FILE
        "Transfer to nowhere in particular"
        "Information may leave the UK, but no country is named. Name the countries."
    MISSING_RETENTION "missing-retention" Block BY_LAW_FILE
        "No word on how long information is kept"
        "The notice does not say how long information is kept. Give the period, or what decides it, for each kind of record."
    RETENTION_NO_PERIOD "retention-no-period" Explain BY_LAW_FILE
        "No period"
        "\"As long as needed\" tells people nothing. Give a period or what decides it for each kind of record, or link to the retention schedule."
    REFERENCE_INTERNAL_DOCUMENT "reference-internal-document" Explain "UK GDPR Article 12(1), 13(2)(a)"
        "Reference to an internal document"
        "The reader is sent to a document that only the council can see. Give its content here, or publish and link it."
    MISSING_RIGHTS "missing-rights" Block BY_LAW_FILE
        "Rights are missing"
        "The notice does not list people's rights. List those that apply to the lawful basis and say how to use them."
    RIGHTS_BY_REFERENCE_ONLY "rights-by-reference-only" Block BY_LAW_FILE
        "Rights only by reference"
        "People are told that they have rights, but not which. List them here; a link can add the details."
    RIGHTS_INCOMPLETE "rights-incomplete" Warn BY_LAW_FILE
        "Rights are incomplete"
        "The notice names some rights but not {}. Add what applies to the lawful basis."
    MISSING_OBJECTION "missing-objection" Explain BY_LAW_FILE
        "Right to object is missing"
        "The lawful basis gives people a right to object, which the notice must show clearly and apart from other information. Add it."
    MISSING_COMPLAINT_CONTROLLER "missing-complaint-controller" Block BY_LAW_FILE
        "Right to complain to the council is missing"
        "Since June 2026 the notice must say that people can complain to the council about the use of their information, and how. Add it."
    MISSING_COMPLAINT_COMMISSION "missing-complaint-commission" Block BY_LAW_FILE
        "Right to complain to the Information Commission is missing"
        "The notice must say that people can complain to the Information Commission, and how to reach it. {}"
    MISSING_STATUTORY "missing-statutory-requirement" Explain BY_LAW_FILE
        "Whether people must give the information"
        "The notice does not say whether people have to give their information, by law or for a contract, and what follows if they don't. Add it."
    MISSING_ADM "missing-adm-statement" Warn BY_LAW_FILE
        "Automated decisions"
        "{}"
    PROFILING_UNDISCLOSED "profiling-undisclosed" Explain BY_LAW_FILE
        "Signs of profiling"
        "This reads as if a system assesses or scores people. Say whether it does, how it works, what follows from it and how a person can look at it again; or make clear that it does not."
    MISSING_SOURCE "missing-source" Block BY_LAW_FILE
        "Source is missing"
        "The notice does not say where the information comes from. Name each source, and whether it is public."
    SOURCES_MIXED "sources-mixed-with-recipients" Warn BY_LAW_FILE
        "Sources and recipients are mixed"
        "One list serves for who gives information and who gets it, so people can tell neither. Make two lists."
    ARTICLE14_TRIGGERED "article14-triggered" Warn BY_LAW_FILE
        "Information comes from others"
        "The information is not collected from the people themselves, so Article 14 applies: they must get this notice within a month. Say when and how they do, or which exemption in Article 14(5) to (7) applies."
    CHANGE_ADDS_PURPOSE "change-adds-purpose" Explain BY_LAW_FILE
        "The change adds something people must know first"
        "This is new since the live version. {}"
    CHILDREN_NO_LAYER "children-no-plain-layer" Warn BY_LAW_FILE
        "No layer for children"
        "The notice is about children too, who can read it. Give them a version in words they understand, or say that their parents are the readers."

    SERVICE_NOT_IN_LIST "service-not-in-list" Warn "UK GDPR Article 12(1), 13(1)(c)"
        "Services and purposes don't agree"
        "{}"
    PURPOSE_NOT_IN_RECORD "purpose-not-in-record" Warn "UK GDPR Article 30"
        "Purpose is not in the record of processing"
        "The council's record of processing has no such purpose for this {}. Correct the record or the notice."
    RECORD_NOT_IN_NOTICE "record-not-in-notice" Hint "UK GDPR Article 30"
        "Record of processing says more"
        "The record of processing has a purpose that this notice does not name: {}. Add it, or correct the record."
    WORDING_BEHIND "standard-wording-behind" Warn "Good practice: the council says the same thing in one way"
        "Behind the standard wording"
        "This is the council's wording \"{}\" in version {}; version {} is in use. Put the newer words in its place."
    WORDING_DRIFTED "standard-wording-drifted" Warn "Good practice: the council says the same thing in one way"
        "Drifted from the standard wording"
        "This is nearly the council's wording \"{}\", with changes. Use the wording as it is, or say it in words of your own."
    CONTRADICTS_ORGANISATION "contradicts-organisation" Warn "UK GDPR Article 12(1)"
        "Not what the council's details say"
        "The council's details say {}. Correct the notice, or the details."
    CONTRADICTS_NOTICE "contradicts-other-notice" Warn "UK GDPR Article 12(1)"
        "Another notice says otherwise"
        "{} One of the two is wrong."

    // Law that has changed
    REPEALED_LAW "repealed-law" Block "UK GDPR Article 12(1)"
        "Repealed law"
        "This law has been repealed. Cite {} instead."
    SUPERSEDED_LAW "superseded-law" Explain "UK GDPR Article 12(1)"
        "Superseded law"
        "This is no longer the law for what it is cited for. Cite {} instead."
    LAW_NO_YEAR "law-no-year" Warn "UK GDPR Article 12(1)"
        "Law without its year"
        "Without its year the reader can't tell which law this is. Write the year{}."
    OUTDATED_LAW "outdated-law" Warn "UK GDPR as amended by the Data (Use and Access) Act 2025"
        "Outdated reference"
        "This reference is out of date. Write {} instead."
    OUTDATED_TERM "outdated-term" Warn "UK GDPR Article 12(1)"
        "Outdated term"
        "This term has gone out of use. Write \"{}\" instead."
    ABOLISHED_BODY "abolished-body" Warn "UK GDPR Article 12(1)"
        "Body that no longer exists"
        "This body no longer exists. Name {} instead."

    // People
    NAMED_INDIVIDUAL "named-individual" Warn "Good practice: notices outlive post-holders"
        "Named person"
        "A person's name or an acting post goes stale. Name the post instead."
    NAMED_CONTRACTOR "named-contractor" Hint "Good practice: notices outlive contracts"
        "Named contractor"
        "A contractor's name goes stale when the contract ends. Name the kind of supplier, or check the name at each review."

    // Links and references
    EMPTY_LINK "empty-link" Explain "WCAG 2.2, 2.4.4"
        "Link without a target"
        "This link leads nowhere. Give its address, or import the Word file again if the text lost it."
    DANGLING_REFERENCE "dangling-reference" Explain "WCAG 2.2, 2.4.4"
        "Reference to something that is not there"
        "This points to something that does not follow. Add it, or take the reference out."
    ORPHAN_IMAGE_TEXT "orphan-image-text" Explain "WCAG 2.2, 1.1.1"
        "Left over from a picture"
        "This looks like the name of a picture that was lost. Put the picture back with a description, or take the line out."
    REFERENCE_WITHOUT_LINK "reference-without-link" Explain "WCAG 2.2, 2.4.4; UK GDPR Article 12(1)"
        "Reference without a link"
        "The reader is sent to a document without a link to it. Link it, or say here what matters."
    VAGUE_LINK_TEXT "vague-link-text" Explain "WCAG 2.2, 2.4.4"
        "Vague link text"
        "The words of the link don't say where it leads, which is of no use to somebody who hears links one by one. Name the page."
    CONTACT_NO_DETAILS "contact-us-without-details" Explain "UK GDPR Article 12(2)"
        "Contact without details"
        "People are asked to make contact, but the details are not given. Give the {}."

    // Sentences
    UNFINISHED_SENTENCE "unfinished-sentence" Explain "UK GDPR Article 12(1)"
        "Unfinished sentence"
        "This sentence breaks off. Finish it."
    SENTENCE_FRAGMENT "sentence-fragment" Warn "UK GDPR Article 12(1)"
        "Not a whole sentence"
        "This has no main verb. Make it a sentence."
    GARBLED_SENTENCE "garbled-sentence" Explain "UK GDPR Article 12(1)"
        "Garbled sentence"
        "A word seems to be missing here, so the sentence says nothing certain. Read it again and mend it."
    NONSENSE_PHRASE "nonsense-phrase" Explain "UK GDPR Article 12(1)"
        "Phrase that makes no sense"
        "This says the same thing against itself. Say what was meant."
    ORPHAN_PARAGRAPH "orphan-paragraph" Warn "WCAG 2.2, 1.3.1"
        "Paragraph cut off from its item"
        "This is the rest of the list item before it. Join the two."
    DOUBLE_FULL_STOP "double-full-stop" Warn "Plain English"
        "Two full stops"
        "There are two full stops here. Take one out."
    DUPLICATE_WORD "duplicate-word" Warn "Plain English"
        "Word twice"
        "The same word stands twice. Take one out."
    LOWERCASE_START "lowercase-start" Warn "Plain English"
        "Starts in lower case"
        "This paragraph starts with a small letter. Start it with a capital, or join it to what comes before."
    MISSING_FULL_STOP "missing-full-stop" Warn "Plain English"
        "No full stop"
        "This sentence ends without a full stop, unlike those around it. Add one."
    LEADIN_NO_COLON "leadin-no-colon" Warn "Plain English"
        "Lead-in without a colon"
        "These words lead into a list. End them with a colon."
    AGREEMENT "agreement" Warn "Plain English"
        "Verb does not agree"
        "The subject is plural and the verb is singular. Make them agree."
    GRAMMAR "grammar" Warn "Plain English"
        "Grammar"
        "The form of the verb is wrong here. Mend it."
    MISSING_WORD "missing-word" Warn "Plain English"
        "Missing word"
        "A small word seems to be missing here. Add it."
    HEDGE_DOUBLE_MAY "hedge-double-may" Hint "Plain English"
        "\"May\" twice"
        "\"May\" stands twice in one sentence. Say what you do."
    ARTICLE "wrong-article" Warn "Plain English"
        "\"A\" or \"an\""
        "Write \"{}\"."
    APOSTROPHE "apostrophe" Warn "Plain English"
        "Apostrophe"
        "Write: {}."
    NUMBER_MISMATCH "number-mismatch" Warn "Plain English"
        "Number and list don't agree"
        "These words announce {}, and the list has {}. Correct one of them."
    PASSIVE_VOICE "passive-voice" Hint "Plain English: say who does what"
        "Many passive sentences"
        "{} of {} sentences don't say who does it. Say \"we\" and \"you\" where you can, beginning here."
    JARGON "jargon" Hint "Plain English"
        "Jargon"
        "Readers outside the council may not know this. Plain words: {}."
    SPELLING_UK "spelling-uk" Warn "Plain English"
        "Spelling or idiom"
        "Write: {}."
    LONG_SENTENCE "long-sentence" Hint "Plain English: sentences of about 25 words"
        "Long sentence"
        "This sentence has {} words. Readers lose their way after about 25: cut it in two."
    READING_AGE "reading-age" Hint "Plain English: a reading age of 9 to 12"
        "Hard to read"
        "By its sentences and words this text suits a reader of about {}. Shorter sentences and plainer words bring it down."
    WORDS_TO_AVOID "words-to-avoid" Hint "Plain English"
        "Word to avoid"
        "Plain English: {}."
    LATIN_ABBREVIATION "latin-abbreviation" Hint "Plain English"
        "Latin abbreviation"
        "Not every reader knows it, and screen readers stumble over it. Write \"{}\"."
    ACRONYM_UNEXPANDED "acronym-unexpanded" Warn "Plain English"
        "Abbreviation not spelt out"
        "The reader may not know {}. Spell it out where it is first used{}."
    PRONOUN_SHIFT "pronoun-shift" Warn "Plain English"
        "\"You\" means the council here"
        "In this heading \"you\" is the council; elsewhere it is the reader. Write \"we\"."

    // Lists
    DUPLICATE_ITEM "duplicate-item" Explain "WCAG 2.2, 1.3.1"
        "Item twice in a list"
        "This item is already in the list. Take it out."
    NEAR_DUPLICATE_ITEM "near-duplicate-item" Warn "Plain English"
        "Item nearly twice in a list"
        "This is nearly the same as \"{}\" in the same list. Keep one."
    DUPLICATE_ITEM_INLINE "duplicate-item-inline" Warn "Plain English"
        "Named twice in a row of names"
        "This stands twice in the same row. Take one out."
    MERGED_ITEMS "merged-items" Explain "WCAG 2.2, 1.3.1"
        "Two items in one"
        "Two items seem to have run together here, so one of them is lost to the reader. Make two of it."
    EMPTY_ITEM "empty-item" Warn "WCAG 2.2, 1.3.1"
        "Empty item"
        "This item has no words, and a screen reader counts it. Take it out."
    STRAY_BULLET "stray-bullet" Warn "WCAG 2.2, 1.3.1"
        "Bullet typed by hand"
        "A bullet was typed before the words of this item. Take it out: the list has its own."
    STEM_ITEM_MISMATCH "stem-item-mismatch" Explain "WCAG 2.2, 1.3.1"
        "Items don't follow the lead-in"
        "{}"
    LIST_BROKEN "list-broken" Warn "WCAG 2.2, 1.3.1"
        "List broken in two"
        "A gap makes two lists of one, and a screen reader counts them apart. Join them, or put words between them."
    LIST_CASE "list-case-inconsistent" Warn "Plain English"
        "Items differ in case"
        "{} Make them alike."
    MISSING_PUNCTUATION "missing-punctuation" Warn "Plain English"
        "A stop, a comma or a space is missing"
        "Here two sentences run into each other, or a stop or a space is missing. Part them with a full stop, or write what is missing."
    ITEM_TRAILING_COMMA "item-trailing-comma" Warn "Plain English"
        "Comma after an item"
        "This item ends with a comma or semicolon and others of the list don't. Take it out."
    PLACEHOLDER "placeholder" Block "UK GDPR Article 12(1)"
        "Placeholder left in"
        "This waits to be filled in. Fill it in or take it out."

    // Shape
    HEADING_EMPTY "heading-empty" Explain "WCAG 2.2, 2.4.6"
        "Empty heading"
        "{}"
    HEADING_SKIPPED "heading-level-skipped" Explain "WCAG 2.2, 1.3.1"
        "Heading level skipped"
        "This heading is of level {}. Screen-reader users take the gap for a missing part. Raise it."
    HEADING_DUPLICATE "heading-duplicate" Explain "WCAG 2.2, 2.4.6"
        "Heading twice"
        "Another section has the same heading, so a reader can't tell them apart in the contents. Change one."
    HEADING_NUMBER "heading-number-mismatch" Warn "WCAG 2.2, 2.4.6"
        "Headings are numbered wrongly"
        "This heading has the number {} and follows number {}. Number them again."
    HEADING_MIXED_FORM "heading-mixed-form" Hint "Plain English"
        "Question without a question mark"
        "Other headings are questions with a question mark. Give this one its mark, too."
    IMAGE_WITHOUT_ALT "image-without-alt" Explain "WCAG 2.2, 1.1.1"
        "Picture without a description"
        "Somebody who can't see this picture learns nothing of it. Say in words what it shows."
    TABLE_WITHOUT_HEADERS "table-without-headers" Explain "WCAG 2.2, 1.3.1"
        "Table without headers"
        "Without a header row a screen reader can't say what a cell means. Add one."
    LANGUAGE_UNTAGGED "language-untagged" Explain "WCAG 2.2, 3.1.1"
        "Language is not set"
        "The language of the notice is not set, or not the one it is written in, so screen readers speak it wrongly. Set it."
    NBSP "nbsp" Hint "Plain text"
        "No-break space"
        "There is an invisible no-break space here. Put an ordinary space."
    MIXED_QUOTES "mixed-quotes" Hint "Plain text"
        "Two kinds of quotation marks"
        "The notice has straight and curly {} side by side. Use one kind."
    TRAILING_SPACE "trailing-space" Hint "Plain text"
        "Space at the end"
        "There is an invisible space at the end. Take it out."

    // The record, not the text: at publication and in lists
    RECORD_INCOMPLETE "record-incomplete" Explain "Accountability: UK GDPR Article 5(2)"
        "Record is incomplete"
        "The record lacks {}. Add it, so that the council can show who answers for the notice and until when it holds."
    REVIEW_OVERDUE "review-overdue" Warn "Accountability: UK GDPR Article 5(2)"
        "Review is overdue"
        "This version was to be reviewed by {}. Read it again, and publish it anew or say why it stands."
    EXPORT_NOT_ACCESSIBLE "export-not-accessible" Block "Public Sector Bodies Accessibility Regulations 2018; PDF/UA-1"
        "Published file is not accessible"
        "The published PDF {}. Publish it from Fair Notice, with its HTML page beside it."
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_spelt_as_ids() {
        let mut seen = BTreeSet::new();
        for rule in rules() {
            assert!(seen.insert(rule.id), "{} stands twice", rule.id);
            assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", rule.id);
            assert!(!rule.title.is_empty() && !rule.source().is_empty() && !rule.message.is_empty(), "{}", rule.id);
        }
    }
}
