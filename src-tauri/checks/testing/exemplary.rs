//! A notice as it should be: of a made-up council, with nothing to find.

use super::*;

pub(super) const EXEMPLARY: &str = "# Privacy notice: housing support
## Who we are | introduction
Averley Borough Council is the controller of your information. This means that we decide why and how it is used.
This notice is about our housing support service. It tells you what we do with your information and what rights you have.
## How to contact us | contact
You can reach the service in these ways:
- email: housing.support@averley.example
- phone: 01632 960 123
- post: Housing Support, Town Hall, Market Street, Averley, AV1 2BC
Our Data Protection Officer advises us on the law. You can email dpo@averley.example or phone 01632 960 124.
## Whose information we use | people
We hold information about:
- people who ask for housing support
- people who live with them
- landlords and their agents
## What information we use | data-categories
We use these kinds of information:
- your name, address and date of birth
- your income, savings and benefits
- letters and notes of our talks with you
| special-category
The law protects some information more. We use these kinds of special category data:
- health, such as a disability
- ethnic origin
| special-category
We also use information about criminal offences when it affects which home is safe.
## Where we get your information | source
We get most of it from you. We also get information from:
- your landlord
- the Department for Work and Pensions
- health services that support you
When somebody else gives us your information, we tell you within one month.
## Why we use your information | purposes
We use your information to:
- decide if we can help you and how
- arrange a home and support for you
- check that support is paid to the right person
- send you our newsletter, if you agree
## What the law says | lawful-basis
Under the UK General Data Protection Regulation (UK GDPR) we rely on:
- legal obligation, Article 6(1)(c), to help people who have no home, under the Housing Act 1996
- public task, Article 6(1)(e), to arrange support, under the Care Act 2014
- consent, Article 6(1)(a), to send you our newsletter
For special category data we rely on Article 9(2)(g), substantial public interest. The condition is paragraph 6 of Schedule 1 to the Data Protection Act 2018.
For information about offences we rely on Article 10 and the same paragraph. Our appropriate policy document says how we protect this information.
You can withdraw your consent at any time by email or phone.
## Whether you must give us information | statutory-requirement
You do not have to give us your information. If you do not give it, we may not be able to find a home for you.
## Who we share your information with | recipients
We share only what is needed. We share information with:
- landlords who may offer you a home
- the Department for Work and Pensions
- health services, where they support you
- the police, where the law requires it
We do not sell your information.
## Transfers abroad | transfers
We keep your information in the UK.
## How long we keep it | retention
We keep your file for six years after your support ends. We keep newsletter addresses until you leave the list.
## Decisions by computer | automated-decisions
We do not make decisions about you by automated means alone, and we do not use profiling.
## Your rights | rights
You can ask us to:
- give you a copy of your information
- correct information that is wrong
- delete information that we no longer need
- restrict how we use it while we look into a concern
- pass it on to another organisation, where you agreed to its use
To use a right, email dpo@averley.example. It is free, and we answer within one month.
## Your right to object | rights
You have the right to object to our use of your information at any time. Email dpo@averley.example and tell us why.
## How to complain | complaints
You have the right to complain to us about how we use your information. Email complaints@averley.example or write to us.
We acknowledge your complaint within 30 days and answer without undue delay.
You can also [complain to the Information Commission](https://ico.org.uk/make-a-complaint/) or phone 0303 123 1113.
";

#[test]
fn nothing_is_found_in_a_notice_as_it_should_be() {
    let findings = report(EXEMPLARY).findings;
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn each_line_taken_out_is_missed_where_the_law_needs_it() {
    for (gone, rule) in [
        ("Our Data Protection Officer advises", "missing-dpo-contact"),
        ("You can withdraw your consent", "missing-withdraw-consent"),
        ("You have the right to complain to us", "missing-complaint-controller"),
        ("We keep your information in the UK", "missing-transfers-statement"),
        ("We do not make decisions", "missing-adm-statement"),
        ("You have the right to object", "missing-objection"),
    ] {
        let text: String = EXEMPLARY.lines().filter(|l| !l.starts_with(gone)).map(|l| format!("{l}\n")).collect();
        // The line may carry an address that others of the section share.
        let text = if rule == "missing-dpo-contact" { text.replace("dpo@averley", "us@averley") } else { text };
        let text = if rule == "missing-objection" { text.replace("## Your right to object", "## More") } else { text };
        let text = if rule == "missing-complaint-controller" {
            text.lines().filter(|l| !l.contains("your complaint")).map(|l| format!("{l}\n")).collect()
        } else {
            text
        };
        assert!(rules_in(&text).contains(rule), "without \"{gone}\", {rule} must be found");
    }
}

#[test]
fn templates_hold_nothing_weighty_but_placeholders() {
    for template in fairnotice_notice::template::TEMPLATES {
        let content = fairnotice_intake::markdown::read(template.markdown).unwrap();
        let weighty: Vec<_> = check(&alone(&content))
            .findings
            .into_iter()
            .filter(|f| f.rule != "placeholder" && matches!(f.severity, Severity::Block | Severity::Explain))
            .map(|f| (f.rule, f.quote))
            .collect();
        assert!(weighty.is_empty(), "{}: {weighty:#?}", template.id);
    }
}
