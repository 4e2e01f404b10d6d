//! What a text answers, read from its sentences by meaning; a field's role helps, but a wrong one hides nothing.
//!
//! The same reading serves the text itself and the notices above it. Brackets of a template count as answers: that
//! they wait to be filled in is another rule's business.

use crate::items::Item;
use crate::kinds::holds_data;
use crate::pattern::{Pattern, Words};
use crate::said::*;
use crate::text::{Line, Text, has_target};
use fairnotice_lexicon::vocabulary::{DataKind, vocabulary};
use fairnotice_notice::{Organisation, Role};
use std::collections::{BTreeMap, BTreeSet};

/// A sentence and the number of its line.
pub(crate) type Spot = (usize, String);

/// More places than this in which one item is answered tell nobody anything.
const MOST_SPOTS: usize = 500;

/// What a text answers.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The council is named, or the controller.
    pub controller: Option<Spot>,
    /// There is some way to reach the council.
    pub contact: bool,
    /// The data protection officer can be reached.
    pub dpo_contact: bool,
    /// The data protection officer is spoken of.
    pub dpo_mention: Option<Spot>,
    /// Says what the information is used for.
    pub purposes: bool,
    /// A lawful basis is stated.
    pub basis: Option<Spot>,
    /// A lawful basis is hinted at.
    pub basis_hint: Option<Spot>,
    /// Legal obligation or public task is stated or hinted at.
    pub public_duty: bool,
    /// Public task is stated, or legitimate interests.
    pub may_object: bool,
    /// Legitimate interests are relied on.
    pub legitimate_interests: Option<Spot>,
    /// Where consent is relied on.
    pub consents: Vec<Spot>,
    /// Consent can be withdrawn.
    pub withdraw: bool,
    /// A law other than data protection law is named, or where the laws are listed.
    pub law_named: bool,
    /// Says what information is used.
    pub data_categories: bool,
    /// The first special category item of a list.
    pub special_item: Option<Spot>,
    /// Special category data is spoken of as such.
    pub special_mention: Option<Spot>,
    /// A condition of Article 9 is named.
    pub art9: bool,
    /// Criminal offence data is listed.
    pub criminal_item: Option<Spot>,
    /// Article 10 is answered.
    pub art10: bool,
    /// Says who receives it.
    pub recipients: bool,
    /// Says that it goes abroad.
    pub transfer: Option<Spot>,
    /// Says whether it goes abroad.
    pub transfers_answered: bool,
    /// A country is named for transfers.
    pub transfer_country: bool,
    /// A safeguard is named for transfers.
    pub transfer_safeguard: bool,
    /// Says something of how long it is kept.
    pub retention: Option<Spot>,
    /// A period, a criterion, or a schedule that can be reached.
    pub retention_period: bool,
    /// How many of the rights are named.
    pub rights: Vec<&'static str>,
    /// Rights are spoken of.
    pub rights_mention: Option<Spot>,
    /// The sentence on rights leads somewhere.
    pub rights_linked: bool,
    /// The right to object is named.
    pub objection: Option<Spot>,
    /// The right to object stands apart from the other rights.
    pub objection_apart: bool,
    /// People can complain to the council.
    pub complaint_controller: bool,
    /// People who are unhappy are sent to the council, without a word that they can complain.
    pub complaint_hinted: Option<Spot>,
    /// The Information Commission is named for complaints.
    pub complaint_commission: Option<Spot>,
    /// It can be reached.
    pub commission_route: bool,
    /// Says whether people must give the information.
    pub statutory: bool,
    /// Says where the information comes from.
    pub source: bool,
    /// Says that information comes from others than the people themselves.
    pub indirect: Option<Spot>,
    /// Says that it is not collected from the people themselves at all.
    pub only_indirect: Option<Spot>,
    /// Says that it comes from others, and names none of them anywhere.
    pub source_unnamed: Option<Spot>,
    /// Says whether decisions are automated.
    pub automated: Option<Spot>,
    /// Sends the reader to the notice above.
    pub refers_upward: bool,
    /// Where each item is answered.
    pub answers: BTreeMap<Item, Vec<Spot>>,
}

/// Finds the first sentence that `test` accepts.
pub(crate) fn spot(text: &Text<'_>, test: impl Fn(&Line<'_>, Words<'_>) -> bool) -> Option<Spot> {
    text.sentences().find(|(l, s)| test(l, *s)).map(|(l, s)| (l.index, s.to_owned()))
}

/// Whether the heading or role of a line is on a subject.
pub(crate) fn about(text: &Text<'_>, line: &Line<'_>, role: Role, heading: &Pattern) -> bool {
    line.role() == role || heading.is_match(text.heading_of(line))
}

impl Facts {
    /// Reads a text.
    pub(crate) fn read(text: &Text<'_>, organisation: Option<&Organisation>) -> Facts {
        let mut f = Facts::default();
        f.identity(text, organisation);
        f.together(text);
        f.basis(text);
        f.data(text);
        f.sharing(text);
        f.keeping(text);
        f.rights(text);
        f.conduct(text);
        f
    }

    /// Words that settle who answers where two organisations work together.
    fn together(&mut self, text: &Text<'_>) {
        self.answered_by_lines(Item::JointControllers, text, |l| {
            let section = || text.section_lines(l).any(|l| ARRANGEMENT.is_match(l));
            !l.is_heading() && (SETTLED.is_match(l) || (JOINT.is_match(l) && section()))
        });
    }

    fn identity(&mut self, text: &Text<'_>, organisation: Option<&Organisation>) {
        let own = organisation.map(|o| o.name.to_lowercase()).filter(|n| !n.trim().is_empty());
        let names =
            |s: Words<'_>| names_council(s) || own.as_ref().is_some_and(|n| s.to_lowercase().contains(n.as_str()));
        let variable =
            |l: &Line<'_>, start: &str| l.runs().iter().any(|r| r.var.as_deref().is_some_and(|v| v.starts_with(start)));
        let first = |test: &dyn Fn(&Line<'_>, Words<'_>) -> bool| spot(text, test);
        self.controller = first(&|l, s| (names(s) || variable(l, "organisation.name")) && CONTROLLER.is_match(s))
            .or_else(|| first(&|_, s| OURSELVES.is_match(s)).filter(|_| text.lines.iter().any(|l| names(l.into()))))
            .or_else(|| first(&|_, s| names(s) && ABOUT_DATA.is_match(s) && s.contains("held by")))
            .or_else(|| first(&|_, s| names(s) && ABOUT_DATA.is_match(s)))
            .or_else(|| first(&|_, s| names(s)))
            .or_else(|| first(&|l, _| variable(l, "organisation.name")))
            .or_else(|| {
                let heading = text.lines.iter().find(|l| l.is_heading() && names(l.into()));
                heading.map(|l| (l.index, l.text.clone()))
            });
        let reaches = |l: &Line<'_>| {
            reachable(l)
                || ["organisation.email", "organisation.phone", "organisation.address", "dpo."]
                    .iter()
                    .any(|v| variable(l, v))
        };
        let named_link =
            |l: &Line<'_>| l.runs().iter().any(|r| has_target(r) && r.text.to_lowercase().contains("contact"));
        let ways = |l: &Line<'_>| (reaches(l) && !only_reaches_commission(l)) || named_link(l);
        self.contact = text.body().any(ways);
        self.answered(Item::Controller, self.controller.clone());
        if self.controller.is_some() {
            self.answered_by_lines(Item::Controller, text, ways);
        }
        self.dpo_mention = spot(text, |_, s| DPO.is_match(s));
        let to_the_officer = |l: &Line<'_>| {
            let named = DPO.is_match(l) || variable(l, "dpo.post");
            DPO_MAIL.is_match(l)
                || variable(l, "dpo.email")
                || variable(l, "dpo.phone")
                || (named
                    && (reaches(l)
                        || text
                            .lines
                            .iter()
                            .skip(l.index + 1)
                            .take(12)
                            .take_while(|n| n.leaf.section == l.leaf.section)
                            .any(reaches)))
        };
        self.dpo_contact = self.answered_by_lines(Item::DataProtectionOfficer, text, to_the_officer);
    }

    /// Notes where an item is answered.
    fn answered(&mut self, item: Item, spot: Option<Spot>) {
        if let Some(spot) = spot {
            let spots = self.answers.entry(item).or_default();
            if spots.len() < MOST_SPOTS && !spots.iter().any(|s| s.0 == spot.0) {
                spots.push(spot);
            }
        }
    }

    /// Notes every sentence that answers an item; whether there is one.
    fn answered_by(&mut self, item: Item, text: &Text<'_>, test: impl Fn(&Line<'_>, Words<'_>) -> bool) -> bool {
        let before = self.answers.get(&item).map_or(0, Vec::len);
        for (line, sentence) in text.sentences().filter(|(l, s)| test(l, *s)) {
            self.answered(item, Some((line.index, sentence.to_owned())));
        }
        self.answers.get(&item).map_or(0, Vec::len) > before
    }

    /// Notes every line that answers an item; whether there is one.
    fn answered_by_lines(&mut self, item: Item, text: &Text<'_>, test: impl Fn(&Line<'_>) -> bool) -> bool {
        let mut any = false;
        for line in text.lines.iter().filter(|l| test(l)) {
            any = true;
            self.answered(item, Some((line.index, line.sentences().next().unwrap_or_default().to_owned())));
        }
        any
    }

    fn basis(&mut self, text: &Text<'_>) {
        let basis_lines = |l: &Line<'_>| about(text, l, Role::LawfulBasis, &BASIS_HEADING);
        // What a right depends on is no basis of what the council does.
        let of_a_right = |l: &Line<'_>| about(text, l, Role::Rights, &RIGHTS_WORD) && !basis_lines(l);
        self.basis = spot(text, |l, s| BASIS.is_match(s) && !SOME_BASIS.is_match(s) && !of_a_right(l))
            .or_else(|| {
                spot(text, |l, s| BASIS_NAME.is_match(s) && (basis_lines(l) || BASIS_WORDS.is_match(lead_of(text, l))))
            })
            .or_else(|| {
                spot(text, |l, s| {
                    basis_lines(l)
                        && BASIS_HINT.is_match(s)
                        && PUBLIC_DUTY.is_match(s)
                        && BASIS_HEADING.is_match(text.heading_of(l))
                })
            });
        self.answered(Item::LawfulBasis, self.basis.clone());
        if self.basis.is_some() {
            self.answered_by(Item::LawfulBasis, text, |l, s| {
                BASIS.is_match(s) || (basis_lines(l) && BASIS_NAME.is_match(s))
            });
        }
        let weight = |l: &Line<'_>, s: Words<'_>| {
            let hints = BASIS_HINT.count(s);
            let placed = basis_lines(l) || about(text, l, Role::Purposes, &PURPOSE_HEADING);
            if hints == 0 { 0 } else { hints * 2 + usize::from(ABOUT_DATA.is_match(s)) + 2 * usize::from(placed) }
        };
        let mut best = 0;
        for (line, sentence) in text.sentences() {
            let weight = weight(line, sentence);
            if weight > best && !about(text, line, Role::Rights, &RIGHTS_WORD) {
                best = weight;
                self.basis_hint = Some((line.index, sentence.to_owned()));
            }
        }
        self.public_duty = text.sentences().any(|(_, s)| PUBLIC_DUTY.is_match(s));
        self.may_object = text
            .sentences()
            .any(|(_, s)| PUBLIC_TASK.is_match(s) && !s.to_lowercase().contains("official authority under article 10"))
            || text.sentences().any(|(l, s)| {
                LEGITIMATE.is_match(s) && (RELIES.is_match(s) || basis_lines(l)) && !NOT_RELIED.is_match(s)
            });
        self.legitimate_interests = spot(text, |l, s| {
            LEGITIMATE.is_match(s) && (RELIES.is_match(s) || basis_lines(l)) && !NOT_RELIED.is_match(s)
        });
        self.answered(Item::LegitimateInterests, self.legitimate_interests.clone());
        static WITH_DATA: Pattern = Pattern::new(
            r"\b(?:information|data|details|records?|file|photographs?|pictures?)\b|\b(?:shar|disclos|publish|pass)\w*\b",
        );
        let relied_on = |l: &Line<'_>, s: Words<'_>| {
            let agreed = || AGREED.is_match(s) || NOT_WITHOUT_CONSENT.is_match(s);
            ((CONSENT.is_match(s) && !OTHER_CONSENT.is_match(s)) || (agreed() && WITH_DATA.is_match(s)))
                && !WITHDRAW.is_match(s)
                && !about(text, l, Role::Rights, &RIGHTS_WORD)
        };
        let places = text.sentences().filter(|(l, s)| relied_on(l, *s));
        self.consents = places.map(|(l, s)| (l.index, s.to_owned())).collect();
        self.withdraw = self.answered_by_lines(Item::ConsentWithdrawal, text, |l| WITHDRAW.is_match(l));
        self.law_named = self.answered_by_lines(Item::LawReliedOn, text, |l| {
            !l.is_heading()
                && (ENACTMENT.find_all(l).iter().any(|(_, m)| !DATA_LAW.is_match(m)) || LAW_LIST.is_match(l))
        });
    }

    fn data(&mut self, text: &Text<'_>) {
        static PURPOSE_TOLD: Pattern = Pattern::new(
            r"\b(?:use[sd]?|using|need(?:s|ed)?|process\w*|collect\w*|hold|held|help\w*|enabl\w*|allow\w*|so that|in order|provide|deliver\w*|because|purpose|record\w*|required?)\b",
        );
        // How much it matters, that the law is kept and that there are reasons tells nobody what it is for.
        static NO_PURPOSE: Pattern = Pattern::new(
            r"\b(?:very|extremely|vitally) important\b|\bis important to (?:us|the)\b|\b(?:privacy|data protection) (?:notice|polic|law|legislation)\w*\b|\b(?:various|several|many|a (?:number|variety|range) of) reasons\b|\b(?:security|technical|organisational) measures\b|\b(?:keep|hold|store)\w* (?:your|the|it|this|all|personal)\b[^.]{0,30}\bsecur\w*\b|\bprivacy information\b",
        );
        static PRINCIPLE: Pattern = Pattern::new(
            r"^(?:processed|collected|kept|used|held) (?:lawfully|fairly|for specified|in a (?:form|manner|way)|accurately)|^(?:adequate|accurate|relevant)\b",
        );
        self.purposes = self.answered_by(Item::Purposes, text, |l, s| {
            if PRINCIPLE.is_match(s) {
                return false;
            }
            PURPOSES.is_match(s) && (l.is_item() || !NO_PURPOSE.is_match(s))
                || (l.word_count() > 3
                    && about(text, l, Role::Purposes, &PURPOSE_HEADING)
                    && (l.is_item() || (PURPOSE_TOLD.is_match(s) && !NO_PURPOSE.is_match(s))))
        });
        let v = vocabulary();
        let mut listed = 0usize;
        for list in &text.lists {
            if !holds_data(text, list) {
                continue;
            }
            for item in text.items(list) {
                match v.data_kind(&item.text) {
                    Some(DataKind::Special)
                        if self.special_item.is_none() && !item.text.to_lowercase().contains("deceased") =>
                    {
                        self.special_item = Some((item.index, item.trimmed().to_owned()));
                    }
                    Some(DataKind::Criminal) if self.criminal_item.is_none() => {
                        self.criminal_item = Some((item.index, item.trimmed().to_owned()));
                    }
                    Some(DataKind::Special | DataKind::Criminal | DataKind::Ordinary) => {}
                    None => continue,
                }
                listed += 1;
                self.answered(Item::DataCategories, Some((item.index, item.trimmed().to_owned())));
            }
        }
        // In running text: the pieces of a sentence that tells which information is held.
        static TELLS: Pattern = Pattern::new(
            r"\b(?:collect|hold|record|use|gather|keep|ask for|process)(?:s|ed)?\b[^.]{0,40}\b(?:information|data|details)\b[^.]{0,30}\b(?:about|on|of)\b|\b(?:use|collect|hold) (?:\w+,? ){1,3}(?:\w+ ){0,4}(?:and \w+ )(?:information|data)\b",
        );
        let tells = |s: &str| {
            s.contains(',') && (DATA.is_match(s) || TELLS.is_match(s)) || s.contains('(') && SPECIAL.is_match(s)
        };
        for (line, sentence) in text.sentences().filter(|(l, s)| !l.is_item() && tells(s)) {
            for piece in sentence.split([',', '(', ')', ';']).flat_map(|p| p.split(" and ")).map(str::trim) {
                let spot = || Some((line.index, piece.to_owned()));
                match v.data_kind(piece).filter(|_| crate::text::words(piece).count() <= 8) {
                    Some(DataKind::Special) if self.special_item.is_none() => self.special_item = spot(),
                    Some(DataKind::Criminal) if self.criminal_item.is_none() => self.criminal_item = spot(),
                    Some(DataKind::Special | DataKind::Criminal | DataKind::Ordinary) | None => {}
                }
            }
        }
        static ABOUT_PEOPLE: Pattern =
            Pattern::new(r"\b(?:information|data|details) about(?: the following(?: people)?)?:?$");
        static NO_SUCH: Pattern = Pattern::new(r"\b(?:no|not|never)\b|n't\b");
        static HOLD: Pattern = Pattern::new(
            r"\b(?:hold|collect|record|use|process|keep)\b[^.]{0,40}\b(?:information|data|details|records?)\b[^.]{0,40}\b(?:crim\w+|convictions?|offences?)\b",
        );
        static RECORDED: Pattern = Pattern::new(
            r"\bwe (?:\w+ ){0,2}(?:record|hold|collect|keep|store) (?:[a-z-]+,? (?:and |or )?){0,5}(?:convictions|cautions|criminal \w+|offences)\b",
        );
        static CHECKED: Pattern = Pattern::new(
            r"\b(?:ask|collect|hold|record|carry out|check|require|need|receive|see|keep)\w*\b[^.]{0,60}\b(?:dbs|criminal records?|disclosure and barring(?: service)?) (?:checks?|certificates?|disclosures?|results?)\b",
        );
        if self.criminal_item.is_none() {
            let told = spot(text, |l, s| {
                !l.is_item()
                    && (HOLD.is_match(s) || RECORDED.is_match(s))
                    && !NO_SUCH.is_match(s)
                    && crate::text::words(&s).count() <= 25
                    && v.data_kind(&s) == Some(DataKind::Criminal)
            });
            // The result of a check of criminal records is data about offences.
            let checked = || spot(text, |_, s| CHECKED.is_match(s) && !NO_SUCH.is_match(s));
            self.criminal_item = told.or_else(checked);
        }
        // Lead-ins to ways, purposes, principles and recipients, and the right to be told of all this.
        static NOT_DATA: Pattern = Pattern::new(
            r"\b(?:staff|officers|teams)\b[^.]*\buse\b[^.]*\bthis includes\b|\b(?:following|these) (?:ways|purposes|reasons|services|circumstances|organisations)\b|\b(?:disclos|shar)\w*\b[^.]{0,60}\b(?:to|with)\b[^.]*\bsuch as\b|\b(?:purposes?|services?|organisations?|bod(?:y|ies)|agencies) (?:for processing )?such as\b|\bright to be informed\b|\b(?:makes? sure|ensures?|must be|should be|shall be)\b[^.]*:$|\b(?:contact|queries|enquiries)\b[^.]*\b(?:e-?mail|phone|telephone|address)\b|^address\b|\b(?:to|where|when|if):$|\b(?:personal )?(?:information|data) (?:is|means) (?:any )?(?:information|data|anything)\b|\bdetails of what we do\b|\bprivacy information\b|\bsuch as (?:if|when|where)\b|\breasons,? (?:(?:these|which) )?include\b",
        );
        let told = self.answered_by(Item::DataCategories, text, |l, s| {
            let names_some = text.leads_into_list(l) || s.contains([',', ';', '(']) || v.data_kind(&s).is_some();
            let told = (names_some && DATA.is_match(s) && !ABOUT_PEOPLE.is_match(s.trim()))
                || (matches!(l.role(), Role::DataCategories | Role::SpecialCategory)
                    && l.word_count() > 2
                    && v.data_kind(&l.text).is_some());
            told && !NOT_DATA.is_match(s)
        });
        self.data_categories = listed >= 2 || told;
        static NO_SPECIAL: Pattern = Pattern::new(
            r"\b(?:no|not|never|n't)\b[^.]{0,40}\b(?:special|sensitive)\b|\b(?:commercially|market|price) sensitive\b",
        );
        self.special_mention =
            spot(text, |l, s| SPECIAL.is_match(s) && !NO_SPECIAL.is_match(s) && !(l.is_item() && ART9.is_match(l)));
        self.art9 = self.answered_by_lines(Item::SpecialCategory, text, |l| {
            let only_to_share = ONLY_TO_SHARE.is_match(l) && ART9.count(l) == 1;
            !l.is_heading() && ART9.is_match(l) && !ART9_BARE.is_match(l) && !only_to_share
        });
        self.art10 = self.answered_by_lines(Item::CriminalOffences, text, |l| !l.is_heading() && ART10.is_match(l));
    }

    fn sharing(&mut self, text: &Text<'_>) {
        let v = vocabulary();
        // Browsing "without disclosing", and a copy for the person, name nobody who gets anything; nor does a promise
        // with a way out of it.
        static NOT_SHARED: Pattern = Pattern::new(
            r"\bwithout (?:disclosing|sharing|giving|providing)\b|\byou (?:with )?(?:a |with a )?(?:legible )?copy\b|\b(?:not|never) (?:be )?(?:disclos|pass|shar|give)\w*\b[^.]*\b(?:except|unless)\b[^.]*\b(?:law|required|functions|consent|permission)\b",
        );
        static GIVEN_TO_US: Pattern = Pattern::new(
            r"\byou\b[^.]{0,40}?\b(?:have |will |may |had )?(?:provided?|gave|given?|sent|supplied)\b[^.]{0,60}?\bto us\b|\b(?:shared?|passe?[sd]?|disclosed?|sen[dt]s?|gives?|gave|provides?d?|supplie[sd])(?: \w+){0,3} (?:to|with) us\b|\byou (?:have |will |may |had )?(?:provided?|gave|given?|sent|supplied|told) us\b",
        );
        // "Shared in compliance with the law": with nobody.
        static WITH_THE_LAW: Pattern =
            Pattern::new(r"\b(?:in (?:compliance|accordance|line|keeping)|compl(?:y|ies|iance)|consistent) with\b");
        static GIVEN: Pattern =
            Pattern::new(r"\b(?:information|data|details|records?|it|them|copy|copies|form|register|application)\b");
        static RECEIVERS: Pattern = Pattern::new(
            r"\b(?:processors?|contractors?|suppliers?|providers?|partners?|compan(?:y|ies)|organisations?|agenc(?:y|ies)|bod(?:y|ies)|departments?)\b",
        );
        // A service that people are provided with is not their information.
        static SERVES: Pattern = Pattern::new(
            r"\bprovid\w* (?:you|customers|residents|the public|members of the public|service users) with\b",
        );
        static OTHERWISE: Pattern = Pattern::new(r"\b(?:shar|disclos|pass|sen[dt]|recipient)\w*\b");
        // Inside the council nobody new gets it.
        static INSIDE: Pattern = Pattern::new(
            r"\bshar\w*\b[^.]{0,80}\b(?:across|within|throughout) (?:the |our )?(?:council|organisation|authority|departments|directorate|services)\b",
        );
        static OUTSIDE: Pattern = Pattern::new(
            r"\b(?:outside|partners?|agenc\w+|organisations|bodies|third part\w+|providers?|contractors?|suppliers?|police|nhs|government)\b",
        );
        self.recipients = self.answered_by(Item::Recipients, text, |l, s| {
            let on_it = about(text, l, Role::Recipients, &RECIPIENT_HEADING);
            let handed = SHARE.is_match(s) || HAND_OVER.is_match(s);
            if !handed && !on_it {
                return false;
            }
            // What people give to the council is given to nobody else by that.
            let rest = GIVEN_TO_US.find(s).map(|own| s.replace(own, " "));
            if rest.is_some_and(|rest| !SHARE.is_match(&rest) && !HAND_OVER.is_match(&rest)) {
                return false;
            }
            if (SERVES.is_match(s) && !OTHERWISE.is_match(s))
                || NOT_SHARED.is_match(s)
                || (INSIDE.is_match(s) && !OUTSIDE.is_match(s))
            {
                return false;
            }
            let told = SHARE.is_match(s)
                && WITH_THE_LAW.find(s).is_none_or(|words| SHARE.is_match(&s.replace(words, " ")))
                && (!SHARE_ANNOUNCED.is_match(s) || s.contains(':') || v.is_recipient(&s));
            (told && (on_it || ABOUT_DATA.is_match(s) || text.leads_into_list(l) || v.is_recipient(&s)))
                || (HAND_OVER.is_match(s) && (on_it || (GIVEN.is_match(s) && v.is_recipient(&s))))
                || (on_it && (v.is_recipient(&l.text) || (l.word_count() > 4 && RECEIVERS.is_match(s))))
        });
        static WHEN_IT_HAPPENS: Pattern = Pattern::new(
            r"\bwhere (?:such )?(?:a )?transfers? (?:is|are) (?:necessary|needed|made|required)\b|\bin accordance with chapter v\b",
        );
        // After a sentence that says it is not done.
        static EXCEPTION: Pattern = Pattern::new(
            r"\bin (?:exceptions|(?:some |rare |the few )?exceptional (?:cases|circumstances)|the (?:rare|few|exceptional) (?:cases|event|instances))\b[^.]*\b(?:where|when|in which) (?:we|it|this) (?:do|does|is|has|happens?)\b",
        );
        let happens =
            |l: &Line<'_>, s: Words<'_>| WHEN_IT_HAPPENS.is_match(s) || (EXCEPTION.is_match(s) && ABROAD.is_match(l));
        let abroad: Vec<(&Line<'_>, Words<'_>)> =
            text.sentences().filter(|(l, s)| ABROAD.is_match(s) || happens(l, *s)).collect();
        static ON_TRANSFERS: Pattern =
            Pattern::new(r"\bother countries\b|\babroad\b|\boverseas\b|\btransfers?\b|\boutside the\b");
        for (line, sentence) in
            abroad.iter().filter(|(_, s)| ABOUT_DATA.is_match(s) || s.to_lowercase().contains(" it "))
        {
            self.answered(Item::Transfers, Some((line.index, (*sentence).to_owned())));
        }
        self.answered_by_lines(Item::Transfers, text, |l| {
            !l.is_heading()
                && ((l.role() == Role::Transfers && l.word_count() > 3)
                    || (NOT_APPLICABLE.is_match(l.trimmed()) && ON_TRANSFERS.is_match(text.heading_of(l))))
        });
        self.transfers_answered = self.answers.contains_key(&Item::Transfers);
        // "Not normally": sometimes.
        static NOT_ALWAYS: Pattern =
            Pattern::new(r"\b(?:not|n't) (?:\w+ )?(?:normally|usually|generally|routinely|ordinarily)\b");
        self.transfer = abroad
            .iter()
            .find(|(l, s)| {
                happens(l, *s)
                    || (NOT_ALWAYS.is_match(s) && ABOUT_DATA.is_match(s))
                    || ABROAD_HAPPENS.is_match(s)
                        && !NOT_ABROAD.is_match(s)
                        && (ABOUT_DATA.is_match(s) || (COUNTRY.is_match(s) && HOSTED.is_match(s)))
            })
            .map(|(l, s)| (l.index, (*s).to_owned()));
        if let Some(at) = self.transfer.as_ref().and_then(|(i, _)| text.lines.get(*i)) {
            self.transfer_country = text.section_lines(at).any(|l| COUNTRY.is_match(l));
            self.transfer_safeguard = text.section_lines(at).any(|l| SAFEGUARD.is_match(l));
        }
    }

    fn keeping(&mut self, text: &Text<'_>) {
        let on_retention = |l: &Line<'_>| about(text, l, Role::Retention, &RETENTION_HEADING);
        static NO_LIMIT: Pattern = Pattern::new(r"\b(?:as long as|longer than|only (?:keep|retain)|no longer)\b");
        let a_right = |l: &Line<'_>| {
            l.is_item() && (about(text, l, Role::Rights, &RIGHTS_WORD) || RIGHTS_WORD.is_match(lead_of(text, l)))
        };
        // The principle as the law has it, in a list of the principles, is not how long anything is kept.
        static PRINCIPLE: Pattern = Pattern::new(
            r"\b(?:kept|held|stored|retained) in (?:a|such a) form\b|\bpermits? (?:the )?identification\b|\bnot (?:be )?kept (?:for )?longer than (?:is )?necessary for\b|\b(?:kept|keep|held|hold|stored?) (?:\w+ ){0,4}(?:secure(?:ly)?|safe(?:ly)?|confidential|up to date|accurate)\b[^.\d]*$",
        );
        // How long one thing is kept says nothing of the rest, unless the notice is about that thing.
        static ONE_THING: Pattern = Pattern::new(
            r"\b(?:cctv|footage|cookies?|(?:call|audio|video|webcast) recordings?|google analytics|ip address(?:es)?|log files?)\b",
        );
        static ITS_SUBJECT: Pattern =
            Pattern::new(r"\b(?:cctv|footage|recordings?|video|webcast\w*|cameras?|dash ?cams?)\b");
        // Beside the rest of it, one thing is only an example.
        static THE_REST: Pattern = Pattern::new(
            r"\b(?:everything|anything) else\b|\b(?:other|all|any|your|personal) (?:\w+ )?(?:records?|information|data|files?)\b",
        );
        let of_one_thing = text.lines.first().is_some_and(|title| ITS_SUBJECT.is_match(title));
        let apart = |l: &Line<'_>, s: Words<'_>| {
            !of_one_thing && !THE_REST.is_match(s) && (ONE_THING.is_match(s) || ONE_THING.is_match(text.heading_of(l)))
        };
        let keeps =
            |l: &Line<'_>, s: Words<'_>| KEEP.is_match(s) && !PRINCIPLE.is_match(s) && !a_right(l) && !apart(l, s);
        self.retention = spot(text, |l, s| keeps(l, s) && NO_LIMIT.is_match(s))
            .or_else(|| spot(text, |l, s| keeps(l, s) && (ABOUT_DATA.is_match(s) || on_retention(l))))
            .or_else(|| spot(text, |l, s| on_retention(l) && (PERIOD.is_match(s) || l.word_count() > 3)));
        self.retention_period = self.answered_by_lines(Item::Retention, text, |l| {
            !l.is_heading()
                && (on_retention(l) || KEEP.is_match(l))
                && l.sentences()
                    .any(|s| !apart(l, s) && (PERIOD.is_match(s) || (SCHEDULE.is_match(s) && l.leads_to_page())))
        });
    }

    fn rights(&mut self, text: &Text<'_>) {
        static HEADING: Pattern = Pattern::new(r"\brights?\b|\bobject\b|\bwhat you can\b|\bask\b|\baccess\b");
        let on_rights = |l: &Line<'_>| about(text, l, Role::Rights, &HEADING);
        let mut fullest: (usize, Option<Spot>) = (0, None);
        for (line, sentence) in text.sentences() {
            let on_them = on_rights(line)
                || (MACHINE_READERS.is_match(sentence) && RIGHTS_WORD.is_match(line))
                || RIGHTS_WORD.is_match(lead_of(text, line));
            if !on_them {
                continue;
            }
            let named: Vec<&'static str> =
                RIGHTS.iter().filter(|(_, p)| p.is_match(sentence)).map(|(n, _)| *n).collect();
            if named.len() > fullest.0 {
                fullest = (named.len(), Some((line.index, sentence.to_owned())));
            }
            if !named.is_empty() {
                self.answered(Item::Rights, Some((line.index, sentence.to_owned())));
            }
            for name in named {
                if !self.rights.contains(&name) {
                    self.rights.push(name);
                }
            }
        }
        // That no right is given up is no word of which there are.
        static KEPT_RIGHTS: Pattern = Pattern::new(r"\b(?:forfeit\w*|waiv\w+|lose|lost|giv\w+ up|still keep)\b");
        self.object(text);
        let names_one = |l: &Line<'_>| RIGHTS.iter().any(|(_, p)| p.is_match(l));
        let listed = text.lists.iter().find(|g| {
            let first = g.items.first().and_then(|i| text.lines.get(*i));
            first.is_some_and(&on_rights) && text.items(g).filter(|i| names_one(i)).count() >= 2
        });
        let lead = listed.and_then(|g| text.lines.get(g.lead_in?));
        self.rights_mention = fullest
            .1
            .filter(|_| fullest.0 > 1)
            .or_else(|| lead.map(|l| (l.index, l.sentences().last().unwrap_or_default().to_owned())))
            .or_else(|| spot(text, |l, s| RIGHTS_WORD.is_match(s) && on_rights(l) && !KEPT_RIGHTS.is_match(s)))
            .or_else(|| spot(text, |_, s| YOUR_RIGHTS.is_match(s) && !KEPT_RIGHTS.is_match(s)));
        self.rights_linked = text.body().any(|l| RIGHTS_WORD.is_match(l) && l.leads_somewhere());
        static ON_COMPLAINTS: Pattern = Pattern::new(
            r"\bcomplain|\brights?\b|\bunhappy\b|\bnot happy\b|\bconcerns?\b|\bsomething wrong\b|\bdissatisfied\b",
        );
        static UNHAPPY: Pattern = Pattern::new(r"\b(?:you|your)\b[^.]*\b(?:unhappy|happy|satisfied|complain|concern)");
        let with_commission: BTreeSet<Option<usize>> =
            text.body().filter(|l| COMMISSION.is_match(l)).map(|l| l.leaf.section).collect();
        static READ_ABOUT: Pattern = Pattern::new(r"\b(?:read|find out|learn) (?:more )?about\b");
        let headed = |l: &Line<'_>| {
            matches!(l.role(), Role::Complaints | Role::Rights) || ON_COMPLAINTS.is_match(text.heading_of(l))
        };
        let on_complaints = |l: &Line<'_>| headed(l) || with_commission.contains(&l.leaf.section);
        // What complaints are handled with, and how long, is no way to make one.
        static HANDLES: Pattern = Pattern::new(
            r"\b(?:once|when|after|until) (?:your|the|a) complaint (?:has been|is|was) (?:\w+ )?(?:resolved|closed|completed|dealt)\b|\bwe (?:may |also |will )*(?:use|need|process|hold|collect)\b[^.]{0,80}\b(?:handle|deal with|investigate|respond to|answer)\b[^.]{0,30}\bcomplaints?\b",
        );
        self.complaint_controller = self.answered_by(Item::ComplaintController, text, |l, s| {
            let route = (COMPLAIN_US.is_match(s)
                && !READ_ABOUT.is_match(s)
                && (on_complaints(l) || DATA_COMPLAINT.is_match(s))
                && !only_commission(s))
                || ((headed(l) || (DATA_COMPLAINT.is_match(s) && UNHAPPY.is_match(s)))
                    && COMPLAINT_FORM.is_match(s)
                    && !only_commission(l));
            route && !HANDLES.is_match(s)
        });
        static SAYS_COMPLAIN: Pattern = Pattern::new(r"\bcomplain");
        if let Some(spots) = self.answers.get(&Item::ComplaintController)
            && !spots.iter().any(|(i, _)| {
                text.lines.get(*i).is_some_and(|l| SAYS_COMPLAIN.is_match(l) && !only_commission_complains(l))
            })
        {
            self.complaint_hinted = spots.first().cloned();
        }
        static FOR_INFORMATION: Pattern = Pattern::new(
            r"\b(?:further|more|additional|full) (?:information|details|guidance)\b[^.]{0,120}\b(?:found|available|obtained|from|on|at|visit)\b|\bindependent (?:advice|guidance|information)\b|\b(?:ico|commission(?:er)?)\b[^.]{0,20}\b(?:oversees|regulates|enforces|upholds)\b",
        );
        self.complaint_commission = spot(text, |l, s| {
            COMMISSION.is_match(s)
                && (COMMISSION_WHY.is_match(l) || headed(l) || COMMISSION_WHY.is_match(lead_of(text, l)))
                && !s.to_lowercase().contains("registered with")
                && !FOR_INFORMATION.is_match(s)
        });
        self.answered(Item::ComplaintCommission, self.complaint_commission.clone());
        self.commission_route = text.body().any(|l| {
            COMMISSION.is_match(l)
                && (COMMISSION_ROUTE.is_match(l)
                    || l.leads_somewhere()
                    || reachable(l)
                    || text
                        .lines
                        .iter()
                        .skip(l.index + 1)
                        .take(6)
                        .any(|n| n.leaf.section == l.leaf.section && (reachable(n) || n.leads_somewhere())))
        });
    }

    /// The right to object counts as shown apart when it is in a heading, or in words that name no other right.
    fn object(&mut self, text: &Text<'_>) {
        let others = |words: Words<'_>| RIGHTS.iter().filter(|(n, p)| *n != "objection" && p.is_match(words)).count();
        // The right against marketing or decisions by computers alone (Articles 21(2) and 22) is not the one against a
        // public task or a legitimate interest.
        static OF_ONE_USE: Pattern = Pattern::new(r"\b(?:direct marketing|marketing|profiling|automated)\b");
        static OF_ALL: Pattern = Pattern::new(
            r"\b(?:public (?:task|interest)|legitimate interests?|official authority|any (?:other )?(?:use|time|processing)|how we use|our use|us using|6 ?\(1\))\b",
        );
        static DENIES: Pattern = Pattern::new(
            r"^(?:this|the) right (?:does|will) not apply\b[^.]*\b(?:public task|official|statutory|legal duty|this processing|council)\b|\bright to object\b[^.]*\b(?:does|do|will) not apply\b",
        );
        let mut of_one_use = None;
        for line in text.lines.iter().filter(|l| OBJECT.is_match(l)) {
            let sentence = line.sentence_with(|s| OBJECT.is_match(s)).unwrap_or_else(|| line.into());
            if OF_ONE_USE.is_match(line) {
                of_one_use.get_or_insert_with(|| (line.index, sentence.to_owned()));
            }
            let of_one = !line.is_heading() && OF_ONE_USE.is_match(sentence) && !OF_ALL.is_match(sentence);
            if OBJECT_TO_OTHERS.is_match(line) || of_one {
                continue;
            }
            // "This right does not apply": for a public task it does (Article 21(1)).
            let denied = text
                .lines
                .iter()
                .skip(line.index)
                .take(if line.is_heading() { 3 } else { 1 })
                .filter(|l| l.leaf.section == line.leaf.section)
                .find_map(|l| l.sentence_with(|s| DENIES.is_match(s)).map(|s| (l.index, s.to_owned())));
            if let Some(denied) = denied {
                of_one_use.get_or_insert(denied);
                continue;
            }
            let list = text.list_of(line);
            let among = list.is_some_and(|g| g.items.len() >= 3 && text.items(g).any(|i| others(i.into()) > 0));
            self.objection_apart |= line.is_heading() || (!among && others(sentence) < 2);
            self.answered(Item::Objection, Some((line.index, sentence.to_owned())));
            self.objection.get_or_insert_with(|| (line.index, sentence.to_owned()));
        }
        // Words that come near it, where nothing names it.
        static STOP_US: Pattern = Pattern::new(r"\bstop (?:us |our )?(?:using|use of|processing)\b");
        self.objection = self.objection.take().or(of_one_use).or_else(|| {
            spot(text, |l, s| {
                STOP_US.is_match(s)
                    && (about(text, l, Role::Rights, &RIGHTS_WORD) || RIGHTS_WORD.is_match(lead_of(text, l)))
            })
        });
    }

    fn conduct(&mut self, text: &Text<'_>) {
        self.statutory = self.answered_by(Item::StatutoryRequirement, text, |l, s| {
            (MUST_GIVE.is_match(s) && !NOT_TO_GIVE.is_match(s))
                || (l.role() == Role::StatutoryRequirement && l.word_count() > 3)
        });
        self.source = self.answered_by(Item::Source, text, |l, s| {
            // What is told with the right to be informed is what the law says, not what the council does.
            if about(text, l, Role::Rights, &RIGHTS_WORD) {
                return false;
            }
            FROM_YOU.is_match(s)
                || (ABOUT_DATA.is_match(s) && SOURCE.is_match(s) && !NOT_SOURCE.is_match(s))
                || (about(text, l, Role::Source, &SOURCE_HEADING)
                    && l.word_count() > 1
                    && !INDIRECT_MIXED.is_match(l)
                    && (l.role() == Role::Source || SOURCE.is_match(l) || l.is_item())
                    && !about(text, l, Role::Recipients, &RECIPIENT_HEADING))
        });
        // Others who are nobody in particular, where no source is named at all.
        static NOBODY: Pattern = Pattern::new(
            r"\b(?:from|by|other) (?:\w+ ){0,2}(?:third part(?:y|ies)|organisations?|agenc(?:y|ies)|sources|bodies|partners|people|parties)\b|\borganisations? (?:tell|tells|give|gives|send|sends)\b",
        );
        static SOMEBODY: Pattern =
            Pattern::new(r"\b(?:such as|like|including|for example|in your|who|that live|neighbours?|people you)\b");
        let sources = || self.answers.get(&Item::Source).into_iter().flatten();
        let unnamed = |spot: &Spot| {
            NOBODY.is_match(&spot.1)
                && !SOMEBODY.is_match(&spot.1)
                && !FROM_YOU.is_match(&spot.1)
                && !spot.1.contains(',')
                && !text.lines.get(spot.0).is_some_and(|l| text.leads_into_list(l) || l.is_item())
                && !vocabulary().is_recipient(&spot.1)
        };
        self.source_unnamed = if sources().all(unnamed) { sources().next().cloned() } else { None };
        self.indirect = spot(text, |_, s| INDIRECT.is_match(s) && !s.to_lowercase().contains("services from"));
        self.only_indirect = spot(text, |_, s| ONLY_INDIRECT.is_match(s) && ABOUT_DATA.is_match(s));
        // That people have a right about it says nothing of what the council does.
        static OUR_DOING: Pattern = Pattern::new(
            r"\bwe (?:do|don't|will|won't|use|make|may|sometimes|currently)\b|\bno (?:such |automated )?decisions?\b|\bthere (?:is|are) no\b|\bnone of\b|\b(?:is|are) (?:not )?(?:made|used|taken)\b",
        );
        let a_right = |l: &Line<'_>, s: Words<'_>| {
            let among = RIGHTS_WORD.is_match(lead_of(text, l)) || about(text, l, Role::Rights, &RIGHTS_WORD);
            (among || s.to_lowercase().contains("right")) && !OUR_DOING.is_match(s)
        };
        self.automated = spot(text, |l, s| AUTOMATED.is_match(s) && !a_right(l, s))
            .or_else(|| spot(text, |l, _| l.role() == Role::AutomatedDecisions && l.word_count() > 3))
            .or_else(|| {
                // "Automated decisions: not applicable" may have come in as two headings.
                let answered = |l: &&Line<'_>| {
                    text.next(l).is_some_and(|n| !n.is_heading() || NOT_APPLICABLE.is_match(n.trimmed()))
                };
                let on_it = |l: &&Line<'_>| l.is_heading() && AUTOMATED.is_match(l);
                let heading = text.lines.iter().filter(on_it).find(answered);
                heading.map(|l| (l.index, l.text.clone()))
            });
        self.answered(Item::AutomatedDecisions, self.automated.clone());
        self.refers_upward = text.body().any(|l| UPWARD.is_match(l));
    }
}
