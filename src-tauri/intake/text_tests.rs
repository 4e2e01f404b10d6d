//! Plain texts as councils write them, and what they become.

use crate::{IntakeError, SIZE_LIMIT, carry_ids, json, markdown, text};
use fairnotice_notice::leaves::LeafKind;
use fairnotice_notice::{Block, Content, Run};
use proptest::prelude::*;

/// The outline of what a text becomes: line, mark, words; fields as `[role kind]`; links as `<words|target>`.
fn outline(source: &[u8]) -> String {
    let imported = text(source).unwrap();
    let mut out = String::new();
    let mut field = None;
    for leaf in imported.content.leaves() {
        if leaf.field.is_some() && field != leaf.section.zip(leaf.field) {
            field = leaf.section.zip(leaf.field);
            if let Some((s, f)) = field {
                let found = &imported.content.sections[s].fields[f];
                out.push_str(&format!("    [{} {:?}]\n", found.role, found.kind));
            }
        }
        let (id, mark) = match leaf.kind {
            LeafKind::Title => (Some("title"), "# ".to_owned()),
            LeafKind::Heading { level } => (leaf.id, format!("{} ", "#".repeat(level.into()))),
            LeafKind::Item { depth, ordered, index, first } => {
                let sign = if ordered { format!("{}. ", index + 1) } else { "- ".to_owned() };
                let sign = if first { sign } else { "  ".to_owned() };
                (leaf.id, format!("{}{sign}", "  ".repeat(depth)))
            }
            LeafKind::Paragraph { .. } | LeafKind::Row { .. } | LeafKind::Image => (leaf.id, String::new()),
        };
        let line = id.and_then(|id| imported.lines.get(id)).map_or(String::new(), u32::to_string);
        let words: String = leaf.runs.iter().map(shown).collect();
        out.push_str(format!("{line:>3} {mark}{words}").trim_end());
        out.push('\n');
    }
    for note in imported.notes {
        out.push_str(&format!("note {}: {}\n", note.line, note.message));
    }
    out
}

fn shown(run: &Run) -> String {
    match &run.link {
        None => run.text.clone(),
        Some(link) => format!("<{}|{}>", run.text, link.href.as_deref().unwrap_or("lost")),
    }
}

#[test]
fn a_notice_pasted_from_a_word_processor() {
    let source = "
Privacy Notice

Parking Services

Averley Borough Council runs the car parks. The team looks after:

- Permits
 - Residents\u{2019} permits
 - [Visitor permits](#)
- Penalty charges

What do we hold, and about whom?

We hold information about people who park in the borough. The details that

we keep could include:

- Name,
- Vehicle registration

- Contact details

The groups of people whose details we keep includes

- Drivers
- Children who ride along

Your details are kept in locked cabinets and on secure servers.

Who else sees your information

The organisations we pass it on to are:

\u{2022} Police
\u{2022} DVLA..

Zone map

How long

We keep it for 6 years. See https://averley.example/retention, or ask dpo@averley.example.
";
    insta::assert_snapshot!(outline(source.as_bytes()), @r#"
     2 # Privacy Notice Parking Services
       ##
       [services Items]
     6 Averley Borough Council runs the car parks. The team looks after:
     8 - Permits
     9   - Residents’ permits
    10   - <Visitor permits|lost>
    11 - Penalty charges
    13 ## What do we hold, and about whom?
       [data-categories Prose]
    15 We hold information about people who park in the borough. The details that
    17 we keep could include:
    19 - Name,
    20 - Vehicle registration
    22 - Contact details
       [people Items]
    24 The groups of people whose details we keep includes
    26 - Drivers
    27 - Children who ride along
       [security Prose]
    29 Your details are kept in locked cabinets and on secure servers.
    31 ## Who else sees your information
       [recipients Prose]
    33 The organisations we pass it on to are:
    35 - Police
    36 - DVLA..
    38 Zone map
    40 ## How long
       [retention Prose]
    42 We keep it for 6 years. See <https://averley.example/retention|https://averley.example/retention>, or ask <dpo@averley.example|mailto:dpo@averley.example>.
    "#);
}

#[test]
fn a_notice_with_hard_wrapped_lines() {
    let source = "\
# Privacy notice: libraries

## Who we are

Averley Borough Council is the controller of the information that its libraries
hold about readers. This means that we decide why and how it is used \u{2013} and
that we answer for it.

### What we hold

  1. your name, your address and the number of the card that
     you use at the desk
  2. what you have borrowed:
     a) books
     b) films
  3. fines

     A second paragraph under the third item.

Your rights
You can ask us for a copy of what we hold about you, as section
17. of our guide explains.
";
    insta::assert_snapshot!(outline(source.as_bytes()), @r#"
     1 # Privacy notice: libraries
     3 ## Who we are
       [introduction Prose]
     5 Averley Borough Council is the controller of the information that its libraries hold about readers. This means that we decide why and how it is used – and that we answer for it.
     9 ### What we hold
       [data-categories Items]
    11 1. your name, your address and the number of the card that you use at the desk
    13 2. what you have borrowed:
    14   1. books
    15   2. films
    16 3. fines
    18   A second paragraph under the third item.
    20 ## Your rights
       [rights Prose]
    21 You can ask us for a copy of what we hold about you, as section 17. of our guide explains.
    "#);
}

#[test]
fn a_page_copied_from_a_browser_loses_its_bullets_and_nothing_else() {
    let long = "Averley Borough Council lets the pitches of the market hall by the month, answers those who ask for one, \
                and keeps a list of everybody who waits for one, in the order in which they asked us for it.";
    let source = format!(
        "Privacy notice: market pitches

{long}

What we collect

We record:
Your name and your address
The things that you sell, in the words of your application, and the pitches that you have had before in this hall
Your licence (if you have one)

{long}

We also ask, for the pitch itself:

Reason for moving
Notes of the warden

{long}
"
    );
    insta::assert_snapshot!(outline(source.as_bytes()).replace(long, "LONG"), @r"
      1 # Privacy notice: market pitches
        ##
        [introduction Prose]
      3 LONG
      5 ## What we collect
        [data-categories Prose]
      7 We record:
      8 Your name and your address
      9 The things that you sell, in the words of your application, and the pitches that you have had before in this hall
     10 Your licence (if you have one)
     12 LONG
     14 We also ask, for the pitch itself:
     16 Reason for moving
     17 Notes of the warden
     19 LONG
    ");
}

#[test]
fn headings_with_numbers_and_short_lines() {
    let source = "\
AVERLEY BOROUGH COUNCIL
Privacy notice \u{2013} cemeteries
Last updated 3 May 2026

1. What do we collect?

\u{b7}\tName
o\tof the person who died
o\tof the family
\u{b7}\tGrave number

2. Your rights

You have rights under data protection law.

The process is shown here:

Burial process diagram

After a burial we keep the register for ever.

3. How to contact us

Cemeteries Office
Tanner Row
Averley AV1 4QT
Telephone: 01632 960144
";
    insta::assert_snapshot!(outline(source.as_bytes()), @r#"
     1 # AVERLEY BOROUGH COUNCIL Privacy notice – cemeteries
       ##
       [introduction Prose]
     3 Last updated 3 May 2026
     5 ## 1. What do we collect?
       [data-categories Items]
     7 - Name
     8   - of the person who died
     9   - of the family
    10 - Grave number
    12 ## 2. Your rights
       [rights Prose]
    14 You have rights under data protection law.
    16 The process is shown here:
    18 Burial process diagram
    20 After a burial we keep the register for ever.
    22 ## 3. How to contact us
       [contact Contacts]
    24 Cemeteries Office
    25 Tanner Row
    26 Averley AV1 4QT
    27 Telephone: 01632 960144
    "#);
}

#[test]
fn lists_that_run_on_and_lists_that_are_spaced() {
    let source = "\
Privacy notice: markets

We use your information to:

-\u{a0}Let stalls to traders who apply for
them in writing

-\u{a0}Collect rents

-\u{a0}Keep the market safe
* * *
We share it with the police - and with nobody
- as far as we know
else.

- Item one
- Item two
New paragraph that is no item at all.
";
    insta::assert_snapshot!(outline(source.as_bytes()), @r#"
     1 # Privacy notice: markets
       ##
       [purposes Purposes]
     3 We use your information to:
     5 - Let stalls to traders who apply for them in writing
     8 - Collect rents
    10 - Keep the market safe
       [introduction Prose]
    12 We share it with the police - and with nobody - as far as we know else.
    16 - Item one
    17 - Item two
    18 New paragraph that is no item at all.
    "#);
}

#[test]
fn every_encoding_gives_the_same_text() {
    let source = "Privacy notice: caf\u{e9} licences\r\n\r\nThe fee is \u{a3}60 \u{2013} it\u{2019}s due\u{a0}now.\r\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        mark.into_iter().chain(source.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let western: Vec<u8> = source
        .chars()
        .map(|c| match c {
            '\u{2013}' => 0x96,
            '\u{2019}' => 0x92,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let with_mark = [b"\xef\xbb\xbf", source.as_bytes()].concat();
    let plain = text(source.as_bytes()).unwrap();
    assert_eq!(plain.content.title, "Privacy notice: caf\u{e9} licences");
    assert_eq!(plain.content.sections[0].plain_text(), "The fee is \u{a3}60 \u{2013} it\u{2019}s due\u{a0}now.");
    for (bytes, encoding, notes) in [
        (with_mark, "UTF-8", 0),
        (utf16(u16::to_le_bytes, [0xff, 0xfe]), "UTF-16LE", 0),
        (utf16(u16::to_be_bytes, [0xfe, 0xff]), "UTF-16BE", 0),
        (western, "Windows-1252", 1),
    ] {
        let imported = text(&bytes).unwrap();
        assert_eq!(imported.encoding, encoding);
        assert_eq!(imported.content, plain.content, "{encoding}");
        assert_eq!(imported.lines, plain.lines, "{encoding}");
        assert_eq!(imported.notes.len(), notes, "{encoding}");
    }
}

#[test]
fn what_is_no_plain_text_is_refused() {
    for (bytes, like) in [
        (&b"%PDF-1.7\n..."[..], "PDF"),
        (b"PK\x03\x04....word/document.xml", "Word"),
        (b"PK\x03\x04....other", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Word"),
        (b"{\\rtf1\\ansi Privacy}", "rich-text"),
        (b"\n<!DOCTYPE html><p>Privacy</p>", "web page"),
        (b"Privacy\0notice\0\x01", "binary"),
        (b"P\0r\0i\0v\0a\0c\0y\0", "UTF-16"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11 words", "binary"),
    ] {
        match text(bytes) {
            Err(IntakeError::NotText { looks_like }) => assert!(looks_like.contains(like), "{looks_like}, not {like}"),
            other => panic!("{like}: {other:?}"),
        }
    }
    for empty in [&b""[..], b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u{a0}\u{200b}".as_bytes()] {
        assert_eq!(text(empty), Err(IntakeError::Empty));
    }
    let large = vec![b'a'; 50_000_000];
    let refused = IntakeError::TooLarge { bytes: large.len(), limit: SIZE_LIMIT };
    assert_eq!(text(&large), Err(refused.clone()));
    let large = String::from_utf8(large).unwrap();
    assert_eq!(markdown::read(&large), Err(refused.clone()));
    assert_eq!(json(&large), Err(refused));
}

#[test]
fn a_text_without_a_title_says_so() {
    let imported = text(b"We collect information about the people who park in the borough.\n").unwrap();
    assert_eq!(imported.content.title, "");
    assert_eq!(imported.lines.get("title"), None);
    assert_eq!(imported.notes.len(), 1);
}

#[test]
fn json_is_read_within_limits() {
    let good = r#"{"title":"T","language":"en-GB","sections":[{"heading":"H","level":2,"fields":[
        {"role":"people","blocks":[{"type":"paragraph","runs":[{"text":"x"}]}]}]}]}"#;
    let content = json(good).unwrap();
    assert_eq!(content.sections[0].fields[0].blocks[0].id(), Some("b1"));
    assert!(matches!(json("{"), Err(IntakeError::Json { line: 1, .. })));
    assert!(matches!(json(r#"{"title":"T","colour":1}"#), Err(IntakeError::Json { .. })));
    assert_eq!(json(" "), Err(IntakeError::Empty));
    let nested = |depth: usize| {
        let open = r#"{"type":"callout","blocks":["#.repeat(depth);
        good.replace(r#"{"type":"paragraph","runs":[{"text":"x"}]}"#, &format!("{open}{}", "]}".repeat(depth)))
    };
    assert!(json(&nested(12)).is_ok());
    for depth in [13, 100_000] {
        assert!(matches!(json(&nested(depth)), Err(IntakeError::Json { .. })), "{depth} deep");
    }
}

#[test]
fn ids_survive_an_edit_through_markdown() {
    let old = text("Privacy notice: parking\n\nWho we share with\n\nWe share with:\n\n- Police\n- Courts\n- Police\n\nHow long\n\nWe keep it for 6 years.\n".as_bytes()).unwrap().content;
    let ids = |content: &Content| {
        let mut ids = Vec::new();
        content.walk(&mut |block| ids.push((block.id().unwrap_or("-").to_owned(), block.plain_text())));
        ids
    };
    let before = ids(&old);
    let mut same = markdown::read(&markdown::write(&old)).unwrap();
    carry_ids(&old, &mut same);
    assert_eq!(same, old, "an edit that changes nothing changes no id");

    let edited = markdown::write(&old).replace("- Courts", "- The courts\n- Bailiffs").replace("6 years", "7 years");
    let mut new = markdown::read(&edited).unwrap();
    carry_ids(&old, &mut new);
    let after = ids(&new);
    for (id, words) in &after {
        if let Some((_, old_words)) = before.iter().find(|(old_id, _)| old_id == id) {
            assert!(old_words == words || words.contains("Police\n"), "{id} went from {old_words:?} to {words:?}");
        }
    }
    let kept = after.iter().filter(|(id, _)| before.iter().any(|(old_id, _)| old_id == id)).count();
    assert_eq!(kept, 4, "lead-in, list and the two items that say Police: {after:?}");
    let unique: std::collections::BTreeSet<_> = after.iter().map(|(id, _)| id).collect();
    assert_eq!(unique.len(), after.len(), "each id is used once");

    let moved = Content {
        sections: old
            .sections
            .iter()
            .rev()
            .cloned()
            .map(|mut s| {
                s.id = format!("new-{}", s.id);
                s
            })
            .collect(),
        ..old.clone()
    };
    let mut moved = moved.without_ids();
    carry_ids(&old, &mut moved);
    let mut found = ids(&moved);
    found.sort();
    let mut wanted = before.clone();
    wanted.sort();
    assert_eq!(found, wanted, "blocks that moved to another section keep their ids");
}

/// The words of a text as a reader counts them: runs of letters and digits.
fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn line() -> impl Strategy<Value = String> {
    let sentence = "[A-Z][a-z]{1,8}( [a-z0-9]{1,9}){0,14}[.:?,;]?";
    prop_oneof![
        3 => Just(String::new()),
        4 => sentence,
        3 => (prop::sample::select(vec!["- ", "\u{2022} ", "* ", "\u{2013} ", "\t- ", "  \u{25aa}\t", "    - ", "\u{2022}"]), sentence)
            .prop_map(|(sign, words)| format!("{sign}{words}")),
        1 => ("#{1,4} ", sentence).prop_map(|(sign, words)| format!("{sign}{words}")),
        1 => ("[1-9]{2}[.)] ", sentence).prop_map(|(sign, words)| format!("{sign}{words}")),
        1 => " {1,5}[a-z]{1,8}( [a-z]{1,9}){0,9}",
        1 => prop::sample::select(vec![
            "Privacy Notice", "Your rights", "Who we share with", "Contact us", "---", "===", "The data includes", "\u{a0}",
            "How long do we keep it?", "Zone map", "Telephone: 01632 960144", "and so on\u{b}or so",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,20}".prop_filter("a link's target is not among the words", |t| !t.contains("](") ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost_or_added(lines in prop::collection::vec(line(), 0..40), end in prop::sample::select(vec!["\n", "\r\n", "\r"])) {
        let source = lines.join(end);
        match text(source.as_bytes()) {
            Ok(imported) => {
                // An "o" before an item is a sign and no word.
                let wanted: Vec<String> = source.split(['\n', '\r', '\u{b}', '\u{c}']).flat_map(|l| words_of(unsigned(l))).collect();
                prop_assert_eq!(words_of(&imported.content.plain_text()), title_first(&source, &imported.content.title, wanted));
                let lines = source.split(end).count() as u32;
                let mut missing = Vec::new();
                imported.content.walk(&mut |block| {
                    let line = block.id().and_then(|id| imported.lines.get(id));
                    if line.is_none_or(|l| *l == 0 || *l > lines) {
                        missing.push(block.clone());
                    }
                });
                prop_assert!(missing.is_empty(), "without a line: {:?}", missing);
                let again = markdown::read(&markdown::write(&imported.content)).unwrap();
                prop_assert_eq!(again.without_ids(), imported.content.without_ids());
            }
            Err(error) => prop_assert_eq!(error, IntakeError::Empty),
        }
    }

    #[test]
    fn no_bytes_make_reading_fail_badly(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(imported) = text(&bytes) {
            let mut blocks = 0;
            imported.content.walk(&mut |b: &Block| blocks += usize::from(b.id().is_some()));
            prop_assert!(blocks > 0 || !imported.content.title.is_empty() || !imported.content.sections.is_empty());
        }
    }
}

/// The words with the title's before those of the head of the page, where a line that comes back again and again stood
/// above the title: the one change of order that reading makes.
fn title_first(source: &str, title: &str, mut words: Vec<String>) -> Vec<String> {
    let lines: Vec<&str> =
        source.split(['\n', '\r', '\u{b}', '\u{c}']).map(str::trim).filter(|l| !l.is_empty()).collect();
    let heads = lines.iter().take_while(|l| lines.iter().filter(|other| other == l).count() > 2);
    let head: usize = heads.map(|l| words_of(l).len()).sum();
    let title = words_of(title);
    if words.get(head..).is_some_and(|rest| rest.starts_with(&title)) {
        words[..head + title.len()].rotate_left(head);
    }
    words
}

/// A line without the lone "o" that stands for a ring before it.
fn unsigned(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}');
    match bare.strip_prefix("o ").or_else(|| bare.strip_prefix("o\t")) {
        Some(rest) => rest,
        None => line,
    }
}
