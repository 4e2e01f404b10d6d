//! Cases for rules that look at words, lists and shape.

use super::*;

#[test]
fn duplicates_in_lists() {
    cases(
        "duplicate-item",
        &["We hold:\n- name\n- address\n- name", "We share with:\n- Police\n- police.", "Pay:\n- a\n- b\n\n- a"],
        &[
            "We hold:\n- name\n- address\nWe share with:\n- name",
            "We keep:\n- files for two years\n- files for three years",
            "Fill in:\n- [kind of record]\n- [kind of record]",
        ],
    );
    cases(
        "near-duplicate-item",
        &["With:\n- Hospitals\n- Police\n- Hospital", "With:\n- local authority\n- local authorities"],
        &["With:\n- Hospitals\n- Hospital trusts", "With:\n- schools\nFrom:\n- school", "With:\n- business\n- bus"],
    );
    cases(
        "duplicate-item-inline",
        &["We run finance (Ledger, Sales, Ledger).", "Systems (payroll, pensions, payroll, tax) are shared."],
        &["We run finance (Ledger, Sales, Purchases).", "We hold (a, b, a) notes."],
    );
}

#[test]
fn shape_of_lists() {
    cases(
        "list-broken",
        &[
            "With:\n- Police\n- schools\n\n- Hospitals",
            "We use:\n- rates under the\nRates Regulations 1989.\n- council tax",
        ],
        &["With:\n- Police\n- schools", "With:\n- Police\nAnd with:\n- schools", "## A\n- x\n## B\n- y"],
    );
    cases(
        "item-trailing-comma",
        &["We hold:\n- name,\n- address,\n- age\n- income\n- benefits", "We hold:\n- name,\n- address\n- age"],
        &["We hold:\n- your name,\n- your address,\n- your age, and\n- your income.", "We hold:\n- name\n- address"],
    );
    cases(
        "list-case-inconsistent",
        &["With:\n- Police\n- Hospitals\n- schools", "About:\n- Children and young people\n- family members"],
        &[
            "With:\n- the police\n- HMRC\n- schools",
            "With:\n- Averley College\n- schools",
            "With:\n- Police\n- Hospitals",
        ],
    );
    cases(
        "stem-item-mismatch",
        &[
            "The kinds of information we hold include:\n- Tenants\n- Children aged under 16",
            "The categories of personal data we process are:\n- customers\n- carers",
        ],
        &[
            "The kinds of information we hold include:\n- tenants' names\n- income",
            "The kinds of people we hold information about are:\n- tenants\n- carers",
        ],
    );
}

#[test]
fn links_and_references() {
    cases(
        "empty-link",
        &["See the [rights page]().", "See the [rights page](#)."],
        &["See the [rights page](https://a.example).", "See the rights page (#4)."],
    );
    cases(
        "vague-link-text",
        &["For rights, [click here](https://a.example).", "[Read more](https://a.example)"],
        &["[Read about your rights](https://a.example)", "Click here to [see your rights](https://a.example)."],
    );
    cases(
        "reference-without-link",
        &["You can see more in our retention schedule.", "Please read the corporate privacy notice."],
        &[
            "You can see more in our [retention schedule](https://a.example).",
            "See our retention schedule at https://averley.example/keep.",
            "Our retention schedule has been agreed with the archive.",
            "Please read this privacy notice. More is in the privacy notice.",
        ],
    );
    cases(
        "dangling-reference",
        &["Use the link below to write to us.", "The work has stages:\n## Next | purposes\nWe act.", "Find out more"],
        &[
            "Use the link below to write to us.\n[Our form](https://a.example)",
            "The work has parts:\n- plan\n- do",
            "Find out more about rights on our site.",
            "Write to us at:\nTown Hall, Averley",
        ],
    );
    cases(
        "orphan-image-text",
        &["The stages are:\nRecycling route diagram", "logo.png", "Image of the town hall"],
        &["The diagram shows the cycle.", "We keep photographs of damage to roads and of the people who report it."],
    );
    cases(
        "contact-us-without-details",
        &["If in doubt, contact us.", "We can be reached. You can contact us by email or by phone 01632 960 001."],
        &["If in doubt, contact us on 01632 960 001.", "Contact us by email at a@averley.example."],
    );
}

#[test]
fn sentences() {
    cases(
        "unfinished-sentence",
        &[
            "We keep a list of names\nthat we check.",
            "We use it:\n- to support the\n- to decide",
            "We share it with the",
        ],
        &[
            "We use it to:\n- decide\n- act",
            "Our teams are the ones you deal with.",
            "We hold:\n- your name;\n- your street; and\n- your town.",
            "This is the\n- first\n- second",
            "Write to\n01632 960 001",
        ],
    );
    cases(
        "lowercase-start",
        &["We keep a list of names\nthat we check each year.", "our team uses your information."],
        &["We use it to:\n- decide\n- act", "dpo@averley.example is our address", "www.averley.example has more"],
    );
    cases(
        "double-full-stop",
        &["It is done.. We go on.", "It is agreed practice.."],
        &["It takes time... and care.", "Schools (nurseries etc.). We go on.", "Names, ages, etc. are kept."],
    );
    cases(
        "duplicate-word",
        &["We keep the the record.", "You can ask to to see it."],
        &["We know that that is so.", "They had had notice.", "We are in Baden Baden."],
    );
    cases(
        "missing-full-stop",
        &[
            "We use it so that we can decide quickly and fairly\n\nWe keep it safe.",
            "We do this:\n- The team manages complaints. It is small.\n- It is led from Averley. It works hard.\n- The team supports people who come to us for advice",
        ],
        &[
            "We use it to:\n- decide who can have a place in the home and when",
            "Write to us, which is best, at a@averley.example",
        ],
    );
    cases(
        "sentence-fragment",
        &[
            "We run:\n- Front Desk which answers the questions of visitors and sells parking tickets.\n- Payroll is run here and pays all staff and pensioners.",
            "We run:\n- Survey Unit which collects figures about what young families need and want.",
        ],
        &[
            "We run:\n- The front desk, which answers questions, is open on every day of the year.",
            "We run:\n- Front Desk which answers all questions is open on every day of the year.",
            "We run:\n- teams that help",
        ],
    );
    cases(
        "garbled-sentence",
        &["You will need to your signature before we start.", "We are able to our best ability to help."],
        &["We need to ask for your consent.", "In addition to your name we hold your age.", "It belongs to our team."],
    );
    cases(
        "nonsense-phrase",
        &["You can lodge an objection against an objection.", "This is a complaint against the complaint."],
        &["We hold papers for an appeal against a decision.", "An appeal against the council is free."],
    );
    cases(
        "agreement",
        &["The groups of visitors that we count includes walkers.", "The kinds of data is listed."],
        &["The groups of visitors that we count include walkers.", "This kind of data is listed."],
    );
    cases(
        "leadin-no-colon",
        &["The visitors that we count are\n- tenants\n- carers", "We share information with\n- the police"],
        &["We share information with:\n- the police", "We share. These are examples.\n- the police", "We share it."],
    );
    cases(
        "missing-word",
        &["You can visit one these centres.", "We are part of Parks and Gardens directorate."],
        &["You can visit one of these centres.", "We are part of the Parks and Gardens directorate."],
    );
    cases(
        "grammar",
        &["People who have receive help are counted.", "We have provide support since May."],
        &["People who have received help are counted.", "We have contact with schools."],
    );
}

#[test]
fn words() {
    cases(
        "acronym-unexpanded",
        &["We share with HMRC.", "Shops pay their rates (NNDR) yearly.", "The S151 Officer decides."],
        &[
            "We share with HM Revenue and Customs (HMRC). HMRC decides.",
            "We share with the NHS, your GP and the ICO in the UK.",
            "The multi-agency safeguarding hub (MASH) meets.",
            "Write to AV1 2BC or ref AB12.",
            "PLEASE READ ALL OF THIS NOTICE BEFORE YOU APPLY",
        ],
    );
    cases(
        "long-sentence",
        &[
            "We use it because one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two.",
            "We a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a.",
        ],
        &[
            "We use it to decide.",
            "We use it. We keep it. We share it. We do it. We use it. We keep it. We share it. We do it all.",
        ],
    );
    cases(
        "words-to-avoid",
        &["We do this in order to help.", "We utilise your data."],
        &["We do this to help.", "We put your records in order. To help, we ring you."],
    );
    cases(
        "latin-abbreviation",
        &["We hold details, e.g. your name.", "We hold names, ages etc."],
        &["We hold details, for example your name.", "We hold eggs and ties."],
    );
    cases(
        "spelling-uk",
        &["Each license holder pays.", "It comprises of two parts."],
        &["Each licence holder pays.", "We license taxis."],
    );
    cases(
        "pronoun-shift",
        &[
            "## Why we use it\nWe act.\n## How long do you keep it?\nA year.",
            "## What we do\nA.\n## Who do you share it with?\nB.",
        ],
        &[
            "## What do you collect?\nA.\n## How do you keep it?\nB.",
            "## What we do\nA.\n## What rights do you have?\nB.",
        ],
    );
}

#[test]
fn placeholders_and_invisible_characters() {
    cases(
        "placeholder",
        &["Write to [name of team].", "We keep it for TBC.", "Call XXXX.", "We are <insert name>."],
        &["See the [rights page](https://a.example).", "See note [1].", "We keep it to be confirmed later."],
    );
    cases("nbsp", &["We\u{a0}act.", "Article\u{a0}6"], &["We act.", "We  act."]);
    cases("trailing-space", &["We act. ", "- a \n- b"], &["We act.", "We  act."]);
}

#[test]
fn headings() {
    cases(
        "heading-empty",
        &["## A\nText.\n## \nMore.", "## A\nText.\n## B"],
        &["## A\nText.\n### B\nText.", "## A\n### B\nText.", "Text before.\n## A\nText."],
    );
    cases(
        "heading-level-skipped",
        &["## A\nText.\n#### B\nText.", "### A\nText."],
        &["## A\nText.\n### B\nText.\n## C\nText.", "## A\nText.\n### B\nText.\n#### C\nText."],
    );
    cases(
        "heading-duplicate",
        &["## A\nText.\n## a\nText.", "## A\nText.\n### B\nT.\n### B\nT."],
        &["## A\nText.\n### B\nT.\n## C\nText.\n### B\nT.", "## A\nText.\n## B\nText."],
    );
    cases(
        "heading-mixed-form",
        &["## What do we hold?\nA.\n## Why do we hold it\nB.", "## Who are we?\nA.\n## How do we use it\nB."],
        &["## What do we hold?\nA.\n## How long we keep it\nB.", "## Why do we hold it\nB.\n## Your rights\nC."],
    );
}

#[test]
fn dead_law() {
    cases(
        "repealed-law",
        &["Under the Data Protection Act 1998 we act.", "We follow the data protection act (1998)."],
        &["Under the Data Protection Act 2018 we act.", "The Data Protection Act 1998 was replaced in 2018."],
    );
    cases(
        "law-no-year",
        &[
            "We follow the Data Protection Act.",
            "We follow the data protection act.",
            "Under the Street Parking (Fees) Regulations we act.",
        ],
        &[
            "We follow the Data Protection Act 2018.",
            "The Care Act 2014 applies. The Act is long. Under the Care Act we act.",
            "We act under the Local Government Finance Act 1992.",
            "The General Data Protection Regulation applies. A court order applies. A Care Order applies.",
        ],
    );
    cases(
        "superseded-law",
        &[
            "We intercept calls under the Regulation of Investigatory Powers Act 2000.",
            "See the Telecommunications (Lawful Business Practice) (Interception of Communications) Regulations 2000.",
        ],
        &[
            "Covert surveillance needs approval under the Regulation of Investigatory Powers Act 2000.",
            "The Investigatory Powers Act 2016 applies to telephone calls.",
        ],
    );
    cases(
        "outdated-law",
        &[
            "The GDPR applies to us.",
            "You have a right under Article 22 of UK GDPR.",
            "Article 45 of UK GDPR allows it.",
        ],
        &[
            "The UK GDPR applies. GDPR gives you rights.",
            "Articles 22A to 22D of UK GDPR apply. Article 45A of UK GDPR too.",
            "We respect Article 8 of UK GDPR and Article 22 of the Convention.",
            "Article 6(1)(c) of UK GDPR applies.",
        ],
    );
    cases(
        "abolished-body",
        &["We share with UKBA.", "We share with Public Health England.", "With Clinical Commissioning Groups we plan."],
        &["We share with the Home Office.", "The integrated care board replaced the Clinical Commissioning Group."],
    );
    cases(
        "outdated-term",
        &["We hold sensitive personal data.", "You can complain to the Information Commissioner\u{2019}s Office."],
        &["We hold special category data.", "You can complain to the Information Commission.", "The ICO can help."],
    );
}
