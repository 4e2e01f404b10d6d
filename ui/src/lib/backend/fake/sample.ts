// A made-up council to draw the screens with.
import type { Block, Content, Field, FieldKind, Organisation, Role, Run, Section } from "../model";
import type { DirectorateView, OfficerView } from "../types";

let ids = 0;
const nextId = (letter: string) => `${letter}${String(++ids)}`;

/** A paragraph; `{{name|text}}` is a variable and `[[text|href]]` a link. */
export function paragraph(text: string): Block {
  const runs: Run[] = [];
  let rest = text;
  for (let found = /\{\{(.+?)\|(.+?)\}\}|\[\[(.+?)\|(.*?)\]\]/.exec(rest); found; found = /\{\{(.+?)\|(.+?)\}\}|\[\[(.+?)\|(.*?)\]\]/.exec(rest)) {
    if (found.index > 0) runs.push({ text: rest.slice(0, found.index) });
    if (found[1] !== undefined) runs.push({ text: found[2] ?? "", var: found[1] });
    else runs.push({ text: found[3] ?? "", link: { href: found[4] ? found[4] : null } });
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest !== "") runs.push({ text: rest });
  return { type: "paragraph", id: nextId("b"), runs };
}

export function list(...items: string[]): Block {
  return { type: "list", id: nextId("b"), ordered: false, items: items.map((i) => ({ blocks: [paragraph(i)] })) };
}

function field(role: Role, kind: FieldKind, ...blocks: Block[]): Field {
  return { id: nextId("f"), role, kind, blocks };
}

function section(heading: string, ...fields: Field[]): Section {
  return { id: nextId("s"), heading, level: 2, fields };
}

export function noticeText(title: string, service: string, extra: { recipients?: string[]; gaps?: boolean } = {}): Content {
  return {
    title,
    language: "en-GB",
    sections: [
      section(
        "Who we are",
        field(
          "introduction",
          "prose",
          paragraph("{{organisation.name|Averley Borough Council}} is the controller of your information. This means that we decide why and how it is used."),
          paragraph(`This notice is about ${service}. The {{role-holder.post|Director of Homes and Communities}} is responsible for it.`),
        ),
        field("contact", "contacts", paragraph("You can contact us in these ways:"), list("post: {{organisation.address|Civic Offices, Mill Lane, Averley AV1 2QT}}", "email: {{organisation.email|hello@averley.example}}", "phone: {{organisation.phone|01632 960 100}}")),
      ),
      section(
        "The information we collect",
        field("data-categories", "items", paragraph("We collect these kinds of information:"), list("your name, address, date of birth and contact details", "who lives with you", "your income, savings and benefits", "letters, emails and notes of calls", ...(extra.gaps ? ["[information about your use of the service]", "who lives with you"] : []))),
        field("special-category", "items", paragraph("Some information needs more protection by law. We collect:"), list("health, such as a disability", "ethnic origin, so that we can treat people equally")),
      ),
      section("What we use it for", field("purposes", "items", paragraph("We use your information to:"), list("decide whether we can help you", "provide the service and keep in touch with you", "check that the service treats people fairly"))),
      section(
        "Our lawful basis",
        field("lawful-basis", "prose", paragraph(extra.gaps ? "We use it under the Data Protection Act 1998 and because the law asks us to.." : "We use it because we must by law, under the Housing Act 1996, and to carry out a task in the public interest."), paragraph("For special category data we rely on article 9(2)(g) and on the [[Data Protection Act 2018|https://www.legislation.gov.uk/ukpga/2018/12]].")),
      ),
      section("Who we share it with", field("recipients", "items", paragraph("We may share your information with:"), list("the Department for Work and Pensions", "the NHS", "housing associations in the borough", ...(extra.recipients ?? [])))),
      ...(extra.gaps ? [] : [section("How long we keep it", field("retention", "prose", paragraph("We keep your file for six years after we last worked with you. Our [[retention schedule|https://averley.example/retention]] says more.")))]),
      section("Your rights", field("rights", "prose", paragraph("You can ask for a copy of your information, ask us to correct or delete it, and object to how we use it. See [[your rights|]] for how."))),
      section("Complaints", field("complaints", "prose", paragraph("Tell us first at {{organisation.complaints-email|privacy@averley.example}}. You can also complain to the Information Commission."))),
    ],
  };
}

export const officers: OfficerView[] = [
  { id: "o1", name: "Priya Nandakumar", email: "priya.nandakumar@averley.example", post: "Information Governance Officer", permissions: ["author", "reviewer", "publisher", "administrator"] },
  { id: "o2", name: "Tom Ashdown", email: "tom.ashdown@averley.example", post: "Housing Policy Officer", permissions: ["author"] },
  { id: "o3", name: "Grace Elderfield", email: "grace.elderfield@averley.example", post: "Data Protection Officer", permissions: ["reviewer"] },
  { id: "o4", name: "Helen Marchbanks", email: "helen.marchbanks@averley.example", post: "Digital Publishing Officer", permissions: ["publisher"] },
];

export const directorates: DirectorateView[] = [
  { id: "d1", name: "Housing and Homelessness", led_by: "Nasreen Tolliver", post: "Director of Homes and Communities", partner: null, arrangement: null, holders: [] },
  { id: "d2", name: "Adult Social Care", led_by: "Marguerite Holloway", post: "Executive Director of Adult Social Care", partner: "Averley and Vale NHS Trust", arrangement: "controllers", holders: [] },
  { id: "d3", name: "Environment", led_by: "Owen Fairbrass", post: "Director of Place", partner: null, arrangement: null, holders: [] },
];

export const organisation: Organisation = {
  name: "Averley Borough Council",
  address: "Civic Offices, Mill Lane, Averley AV1 2QT",
  email: "hello@averley.example",
  phone: "01632 960 100",
  ico_registration: "ZX0000000",
  dpo_post: "Data Protection Officer",
  dpo_email: "dpo@averley.example",
  dpo_phone: "01632 960 101",
  complaints_email: "privacy@averley.example",
  rights_page: "https://averley.example/rights",
  retention_schedule: "https://averley.example/retention",
  directorate_label: "directorate",
  language: "en-GB",
  review_months: 12,
  names_approver: false,
};
