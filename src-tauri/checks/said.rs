//! What the sentences of a notice say, in the words that councils use: one expression for each thing, with a name.
//!
//! [`crate::facts`] asks them of the sentences of a text; which sentence answers what is decided there.

use crate::pattern::{Pattern, Words};
use crate::text::{Line, Text};

/// A council by its name.
pub(crate) static COUNCIL: Pattern = Pattern::cased(
    r"\b(?:[A-Z][\w'-]+ (?:and |upon |on |of |in |with |the )*)+?(?:Council|Corporation|Combined Authority|Borough of [A-Z]\w+)\b|\b(?:London|Royal) Borough of [A-Z]\w+|\bCouncil of the [A-Z]\w+|\bCyngor [A-Z]\w+|\b[A-Z]\w+ (?:Constabulary|Police Force|Fire Authority)\b",
);
/// "The Council", "other councils": no name.
pub(crate) static COUNCIL_OF_ANYONE: Pattern = Pattern::cased(
    r"^(?:The|Our|Your|This|That|Other|Another|Each|Every|Any|All|If|When|Where|As|In|For|By|At|To|From|A|An|Local|Parish|Town|District|County|City|Borough|Full|Some|Most|Neighbouring|And|Or|We|It|Because|Since|While|Under|With)(?: (?:the |and )*(?:Parish|Town|District|County|City|Borough|Local|Full))* Council$",
);
/// Somebody is the controller.
pub(crate) static CONTROLLER: Pattern = Pattern::new(
    r"\b(?:data )?controllers? (?:of|for|is|are|under)\b|\b(?:is|are|as|act as|be) (?:the |a |an |joint |your |our )*(?:data )?controllers?\b|\bdata controllers?\b",
);
/// The council says of itself that it is the controller; its name may stand elsewhere.
pub(crate) static OURSELVES: Pattern = Pattern::new(
    r"\b(?:the council|we|this council|the authority) (?:is|are|acts? as|will be) (?:the |a |an |your |our )*(?:data )?controller\b",
);
/// An e-mail address, or a bracket that waits for one.
pub(crate) static EMAIL: Pattern = Pattern::new(r"[\w.+-]+@[\w-]+\.[\w.-]+|\[[^\]]*e-?mail[^\]]*\]");
/// A telephone number.
pub(crate) static PHONE: Pattern =
    Pattern::new(r"(?:\+44|\(?\b0)[\d ()-]{8,}\d|\b\d{5,6} \d{5,6}\b|\[[^\]]*(?:phone|telephone)[^\]]*\]");
/// A postcode or a freepost address.
pub(crate) static ADDRESS: Pattern =
    Pattern::new(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\[[^\]]*address[^\]]*\]|\bfreepost\b");
/// The data protection officer.
pub(crate) static DPO: Pattern = Pattern::new(r"\bdata protection officers?\b|\bdpo\b");
/// The officer's own address.
pub(crate) static DPO_MAIL: Pattern =
    Pattern::new(r"\b(?:dpo|data\.?protection\.?officer|data-protection-officer)[\w.+-]*@|\[dpo\.(?:email|phone)\]");

/// What information is used for.
pub(crate) static PURPOSES: Pattern = Pattern::new(
    r"\b(?:we|the council|it|team|service|they|is|are|be) (?:only |will |may |can |also |need to |have to |must |do )*(?:use[sd]?|process(?:es)?|need|collect(?:ed)?|held|hold|ask for|processed|require)\b[^.]{0,80}?\b(?:information|data|details|it|this|them|these)\b[^.]{0,60}?(?: to | for | so that | in order | because |:)|\bused (?:to|for)\b|\b(?:purposes?|reasons?) (?:for|of|are|include|is|that|why)\b|\bwe (?:need|use|process|collect) (?:it|this|your information|your data|personal information|personal data|information) (?:to|for)\b",
);

/// A lawful basis (Article 6(1)), stated.
pub(crate) static BASIS: Pattern = Pattern::new(
    r"\barticles? 6\b|\b6 ?\(1\) ?\(|\b(?:lawful|legal) bas[ie]s[^.]{0,200}\b(?:consent|contract|legal obligation|legal duty|public task|public interest|official authority|vital interests?|legitimate interests?)|\b(?:consent|contract|legal obligation|public task|public interest|vital interests?|legitimate interests?)\b[^.]{0,80}\b(?:lawful|legal) bas[ie]s|\bnecessary (?:for|to) [^.]{0,40}(?:perform a task|performance of a task|compliance with a legal obligation|comply with (?:a|our) legal|exercise of official authority|performance of a contract|vital interests)|\b(?:meet|fulfil) (?:our|its|the council's) legal obligations\b|\bto comply with the law\b|\bwe (?:also )?(?:have|rely on) (?:a |our )?legitimate interests? in\b",
);
/// A lawful basis by its name alone.
pub(crate) static BASIS_NAME: Pattern = Pattern::new(
    r"^(?:\W*)(?:consent|contract|legal obligation|public task|vital interests?|legitimate interests?|public interest)\b|\b(?:as a|under a|with your|is a) (?:legal obligation|public task|consent)\b",
);
/// "Lawful basis".
pub(crate) static BASIS_WORDS: Pattern = Pattern::new(r"\b(?:lawful|legal) bas[ie]s\b");
/// Words that hint at a basis without stating one.
pub(crate) static BASIS_HINT: Pattern = Pattern::new(
    r"^by law,? (?:we|the|this|our)\b|\bstatutory (?:[A-Z]\d+ |\w+ )?(?:dut(?:y|ies)|functions?|services?|obligations?|tasks?|purposes?|powers?|requirements?|responsibilit(?:y|ies))\b|\bpublic(?:/statutory)? tasks?\b|\blegal (?:[\w/]+ ){0,2}(?:dut(?:y|ies)|obligations?|requirements?|powers?|claims?|functions?)\b|\bhave (?:a |the )?(?:\w+ )?dut(?:y|ies) under\b|\bunder (?:many|various|several|a (?:number|range|variety) of) (?:different )?(?:laws|acts|pieces of legislation)\b|\b(?:required|allowed|permitted|obliged) (?:to [^.]{0,30})?by law\b|\bconsent\b|\bpublic interest\b|\b(?:lawful|legal) (?:reasons?|grounds?)\b|\ba (?:lawful|legal) basis\b",
);
/// That there is a basis beside the consent that is asked for, without a word of which.
pub(crate) static SOME_BASIS: Pattern = Pattern::new(
    r"\b(?:although|even though|while|whilst)\b[^.]*\bconsent\b[^.]*\bhave an? (?:lawful|legal) (?:basis|reason|ground)\b",
);
/// About information at all.
pub(crate) static ABOUT_DATA: Pattern = Pattern::new(r"\b(?:information|data|details|records?)\b");
/// Points (c) and (e), which need a law (Article 6(3)).
pub(crate) static PUBLIC_DUTY: Pattern = Pattern::new(
    r"\b6 ?\(1\) ?\([ce]\)|\b6\.1 ?\(?[ce]\b|\blegal obligations?\b|\bpublic tasks?\b|\bofficial authority\b|\btask in the public interest\b",
);
/// Points (e), (ea) and (f), against which people may object (Article 21).
pub(crate) static PUBLIC_TASK: Pattern = Pattern::new(
    r"\b6 ?\(1\) ?\((?:e|ea|f)\)|\b6\.1 ?\(?[ef]\b|\bpublic tasks?\b|\bofficial authority\b|\btask (?:carried out )?in the public interest\b",
);
/// Legitimate interests.
pub(crate) static LEGITIMATE: Pattern = Pattern::new(r"\blegitimate interests?\b|\b6 ?\(1\) ?\(f\)");
/// Something is relied on.
pub(crate) static RELIES: Pattern = Pattern::new(
    r"\bwe (?:also )?have (?:a |an? \w+ )?legitimate\b|\b(?:rely|relies|relying|bas[ie]s|based|because|necessary|article|under|for (?:our|the)|our|in the council's)\b",
);
/// It is not relied on, or it is what an objection is weighed against.
pub(crate) static NOT_RELIED: Pattern = Pattern::new(
    r"\b(?:do(?:es)? not|don't|cannot|can't|never|not) (?:\w+ )?(?:rely|use|apply|open|available)|\bcompelling legitimate\b|\boverrid(?:e|es|ing|den)\b",
);

/// Consent to the use of information.
pub(crate) static CONSENT: Pattern = Pattern::new(
    r"\b(?:with|without|obtain(?:ed|ing)?|your|have|give[ns]?|gave|get|seek|ask(?:ed)? for|explicit|need|requires?|based on|rely on|need to your|on) (?:your |their |the |explicit |express |prior |to |written |informed |clear |freely given |his or her |, ?|and )*consent\b|\bconsent(?:ed)? to (?:receive|be contacted|us|our|the use|process|share)\b|\bconsent,? article 6|\barticle 6 ?\(1\) ?\(a\)|\bconsent for the\b|\b(?:where|because|if) you(?: have|'ve)? (?:consent(?:ed)?|agreed?)(?: to (?:it|this|us|share|let|allow))?\b|\byou consent to\b|\bwe (?:will |may |also )*(?:ask|seek|get|obtain|need)(?: for)? your (?:permission|agreement)\b|\bbasis of (?:your )?consent\b|\b(?:legal|lawful) bas[ie]s\b[^.]*\bconsent\b|\bif you have opted in\b|\bask (?:for )?(?:your|their) (?:\w+ )?consent\b|\bunless (?:we have|you have given us|you give us) (?:your )?(?:\w+ )?(?:consent|permission)\b|^consent ?[-:\u{2013}\u{2014}] ?\w|\bconsent [\u{2013}\u{2014}-] \w",
);
/// Consent to something else, or none.
pub(crate) static OTHER_CONSENT: Pattern = Pattern::new(
    r"\b(?:planning|listed building|building|parental|treatment|medical|landlord's|confidentiality|hazardous substances|tree|marine|conservation area) (?:\w+ )?consents?\b|\bconsent (?:to|for) (?:\w+ )?(?:treatment|planning|works|development|adoption|marriage|medical|surgery)\b|\bconsent orders?\b|^consent\b\W{0,3}(?:not|never|we (?:do not|don't))\b|\b(?:do not|don't|never) (?:ask (?:for )?|seek )(?:your |their )?consent\b|\b(?:do not|don't|not) (?:need|require|rely on|have to (?:ask|get|obtain))\b[^.]{0,30}\bconsent|\bwithout (?:your|their|the)? ?(?:\w+ )?consent\b",
);
/// Nothing is done without consent: then it is relied on.
pub(crate) static NOT_WITHOUT_CONSENT: Pattern = Pattern::new(
    r"\b(?:not|never|nothing|n't|cannot)\b[^.;]{0,120}\bwithout (?:your|their|the person's|first \w+ your) (?:[a-z]+(?: given)?,? (?:and )?){0,4}(?:consent|permission|agreement)\b",
);
/// Agreement to what is done with information, by another word; of other things people agree to, it says nothing.
pub(crate) static AGREED: Pattern = Pattern::new(
    r"\bunless (?:you have )?agreed (?:with|by) you\b|\bunless you have agreed\b|\bwith your (?:permission|agreement)\b",
);
/// Consent can be withdrawn (Article 7(3)).
pub(crate) static WITHDRAW: Pattern = Pattern::new(
    r"\bwithdraw(?:n|ing|al|s)?\b|\btak(?:e|ing) back your consent\b|\bno longer (?:want|wish)\b[^.]{0,60}\btell us\b|\bchange your mind\b|\b(?:stop|unsubscribe|opt(?:ing)?[ -]out)\b[^.]{0,60}\bany ?time\b|\bunsubscribe\b",
);
/// An enactment by its name and year.
pub(crate) static ENACTMENT: Pattern = Pattern::cased(
    r"\b[A-Z][\w'’,()-]*(?: [\w'’,()&-]+){0,14}? (?:Acts?|Regulations?|Order|Rules|Measure) (?:\([A-Z]\w+\) )?(?:of )?(?:\d{4})",
);
/// The law on data itself, which gives no public task.
pub(crate) static DATA_LAW: Pattern = Pattern::new(
    r"data protection act|data \(use and access\)|human rights act|privacy and electronic communications|general data protection",
);
/// Where the laws are listed.
pub(crate) static LAW_LIST: Pattern = Pattern::new(
    r"\b(?:laws?|acts|legislation|powers|statutes?)\b[^.]{0,60}\b(?:listed|set out|are|include|includes)\b[^.]{0,40}(?:in|at|on|below|here|:)|\[[^\]]*(?:\bact\b|\blaw\b)[^\]]*\]",
);

/// Which information is held.
pub(crate) static DATA: Pattern = Pattern::new(
    r"\b(?:kinds?|types?|categor(?:y|ies)|class(?:es)?|sorts?|variety|range|pieces?) of (?:\w+ ){0,4}(?:information|data)\b|\b(?:we|council|team|service|they) (?:\w+ ){0,4}(?:collect|hold|process|use|record|gather|keep|need)s?\b[^.]{0,60}\b(?:information|data|details)\b[^.]{0,80}(?:such as|includ|:|like)|\b(?:collect|hold|process|record|need|use)s? (?:and \w+ )?(?:your|the following|these|this)(?: \w+)? ?(?:name|address|contact|date of birth|information:|details:)|\b(?:it|this|these|they) (?:may|could|can|might|will)?(?: also)? ?includes?\b[^.]*,|\b(?:information|data|details)\b[^.]{0,60}\b(?:may |will |can )?(?:include|such as|consists?|are:|is:)",
);
/// Special category data as such.
pub(crate) static SPECIAL: Pattern = Pattern::new(
    r"\bspecial(?:-| )?categor(?:y|ies)\b|\bsensitive (?:personal )?(?:data|information)\b|\bmore sensitive\b",
);
/// A condition of Article 9(2).
pub(crate) static ART9: Pattern = Pattern::new(
    r"\barticles? 9\b|\b9 ?\(2\)|\bsubstantial public interest\b|\bexplicit consent\b|\bemployment,? (?:and )?social (?:security|protection)|\bschedule 1\b|\bprovision of health or social care\b|\barchiving (?:purposes )?in the public interest\b|\bobligations?\b[^.]{0,40}\b(?:in relation to|of|under) employment\b",
);
/// Explicit consent to hand something on is no condition for the rest that is done with it.
pub(crate) static ONLY_TO_SHARE: Pattern = Pattern::new(
    r"\b(?:disclos|shar|pass|releas)\w*\b[^.]{0,100}\bwithout (?:your |their |the )?(?:prior |written )*explicit consent\b",
);
/// Article 9 named for the data, not for a condition.
pub(crate) static ART9_BARE: Pattern = Pattern::new(r"\barticle 9 (?:data|information)\b");
/// Article 10 answered.
pub(crate) static ART10: Pattern = Pattern::new(
    r"\barticles? (?:9 and )?10\b|\bofficial authority\b[^.]*\b(?:crim\w+|offen[cd]\w+|convictions?)\b|\b(?:crim\w+|offen[cd]\w+|convictions?)\b[^.]*\bofficial authority\b|\bschedule 1\b[^.]*\b(?:crim\w+|offen[cd]\w+|convictions?)\b|\b(?:crim\w+|offen[cd]\w+|convictions?)\b[^.]*\bschedule 1\b|\bsections? 10\b|\bs\. ?10\b|\bpart 3\b|\blaw enforcement processing\b|\b(?:crim\w+|offen[cd]\w+|convictions?)\b[^?!]*\bobligations?\b[^.]{0,40}\bemployment\b",
);

/// Somebody receives it.
pub(crate) static SHARE: Pattern = Pattern::new(
    r"\b(?:share[sd]?|sharing|disclose[sd]?|disclosing|pass(?:ed)?|made available)\b[^.]{0,80}\b(?:with|to)\b|\b(?:do not|don't|never|not) (?:\w+ ){0,2}(?:share|disclose|pass)|\brecipients?\b|\bwho (?:else )?(?:receives|gets|sees|has access)|\b(?:details|information|data|file|form) (?:goes|go) to the\b|\bprovid\w* (?:them|[a-z]+s) with (?:your|the|this|these|any|personal) (?:\w+ )?(?:details|information|data)\b|\bgets? a copy of your\b|\bonly our (?:own )?staff (?:can )?(?:see|use|read)\b",
);
/// Something is given to somebody; whether that is information, and to whom, is another question.
pub(crate) static HAND_OVER: Pattern = Pattern::new(
    r"\b(?:given?|giving|provide[sd]?|providing|send|sent|sending|suppl(?:y|ied))\b[^.]{0,80}\b(?:with|to)\b",
);
/// That the notice tells who gets it, or that this is lawful, tells nobody who that is.
pub(crate) static SHARE_ANNOUNCED: Pattern = Pattern::new(
    r"\b(?:who|whom|how|what|when) (?:we|it|they|your \w+|the \w+)(?: \w+){0,3} (?:shared?|disclosed?|passed)(?: it| them)?(?: with| to)?\b[^.]*\b(?:comply|complies|law)\b|\b(?:explains?|tells?|sets? out|describes?|informs?|about|understand)\b[^.]*\b(?:who|whom|how) (?:else )?(?:we|it|they|your \w+|the \w+)(?: \w+){0,4} (?:shared?|disclosed?|passed)\b",
);

/// Other countries.
pub(crate) static ABROAD: Pattern = Pattern::new(
    r"\boutside (?:of )?(?:the )?(?:uk|united kingdom|eea|eu|european|england|britain|country)|\boverseas\b|\babroad\b|\b(?:other|third|different|foreign) countr(?:y|ies)\b|\bleaves? the (?:uk|united kingdom)|\banother countr(?:y|ies)\b|\binternational(?:ly)? transfers?|\btransferred internationally|\b(?:stored?s?|keeps?|kept|back(?:s|ed)? up|back-?ups?|copies|holds?|held|host(?:ed|s)?|sends?|sent|process(?:ed|es)?|transfer(?:red|s)?|servers?|based)\b[^.]{0,60}\b(?:in|to) (?:the )?(?:united states|usa|america|india|ireland|canada|germany|netherlands|australia)\b|\bcountries (?:or territories )?(?:around|across) the world\b|\b(?:stored|held|kept|processed|hosted|remains?|stays?|store|keep|hold|process|servers?|data cent(?:re|er)s?)\b[^.]{0,60}\b(?:with)?in (?:the )?(?:uk|united kingdom|eea|eu|european (?:union|economic area)|\[name the country\])\b|\bstored in (?-i:\[|[A-Z][a-z]{3,}(?:[.,;)]|$| (?:and|or|where|which) ))",
);
/// It happens.
pub(crate) static ABROAD_HAPPENS: Pattern = Pattern::new(
    r"\b(?:may|might|can|could|will|is|are|sometimes|some|necessary|need(?:ed)?|when|where|transfers? made|stores|hosts|holds|sends|uses|we (?:also )?(?:send|store|transfer|use))\b",
);
/// It does not, or not to information.
pub(crate) static NOT_ABROAD: Pattern = Pattern::new(
    r"\b(?:not|never|no|none|don't|doesn't|won't|isn't|aren't|nor|unless|rarely)\b|\b(?:with)?in (?:the )?(?:uk|united kingdom|eea|eu|european)\b|\bif (?:we|it|any|this|your)\b|\b(?:you|who|they|people|applicants?) (?:have |once )?live[sd]?\b|\bmove[sd]? (?:from|to)\b|\bvisas?\b|\bassets\b",
);
/// A country.
pub(crate) static COUNTRY: Pattern = Pattern::cased(
    r"\b(?:United States|USA|U\.S\.|US|America|India|Canada|Ireland|Germany|France|Netherlands|Spain|Japan|Australia|New Zealand|Israel|Switzerland|Philippines|South Africa|EEA|EU|European (?:Union|Economic Area)|Norway|Iceland|Belgium|Poland|Isle of Man|Jersey|Guernsey|Gibraltar|Singapore|China|Brazil|Sweden|Denmark|Finland|Austria|Portugal|Italy|Greece|Czech Republic|Czechia|Hungary|Romania|Bulgaria|Croatia|Slovakia|Slovenia|Estonia|Latvia|Lithuania|Luxembourg|Malta|Cyprus|Liechtenstein|Ukraine|Turkey|Mexico|Argentina|South Korea|Malaysia|Pakistan|Bangladesh|Sri Lanka|Egypt|Kenya|United Arab Emirates|UAE)\b|\[[^\]]*countr",
);
/// Kept on somebody's servers.
pub(crate) static HOSTED: Pattern =
    Pattern::new(r"\b(?:host(?:ed|s)?|servers?|stored?s?|data cent(?:re|er)s?|cloud|based)\b");
/// A safeguard for transfers (Articles 45A to 49).
pub(crate) static SAFEGUARD: Pattern = Pattern::new(
    r"\badequa(?:cy|te)\b|\bstandard (?:contractual|data protection) clauses\b|\bdata transfer agreement\b|\bidta\b|\b45a\b|\barticles? 4[6-9]\b|\bbinding corporate\b|\bdata bridge\b|\bapproved? (?:countries|transfers)\b|\baddendum\b|\bregulations that approve\b",
);

/// Information is kept.
pub(crate) static KEEP: Pattern = Pattern::new(
    r"\b(?:ke(?:ep|pt)|keeping|retain(?:ed|s)?|retention|hold|held|store[sd]?|destroy(?:ed)?|delete[sd]?)\b[^.]{0,100}\b(?:for|until|as long|longer|after|years?|months?|period|schedule|guidance|polic(?:y|ies)|once|when)\b|\bretention (?:schedule|period|polic|guid|record)|\bas long as\b[^.]{0,40}\b(?:need|necessary|require)|\blonger than\b[^.]{0,30}\b(?:need|necessary|require)",
);
/// A period, or the event that ends one.
pub(crate) static PERIOD: Pattern = Pattern::new(
    r"(?:\d+|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|\bseven|\beight|\bnine|\bten|\btwelve|\bfifteen|\btwenty|\bthirty|\bforty|\bfifty|\bseventy[- ]five|\bhundred|\]|\ba|\beach|\bfull)(?:[ -](?:full|calendar|financial|tax|working|complete))?[ -](?:years?|months?|weeks?|days?|terms?|birthday)\b|\buntil (?:you|the|your|they|he|she|his|a|an|\[|after|their|\d)|\bpermanent(?:ly)?\b|\bfor (?:ever|life|the life)\b|\bindefinitely\b|\bfor the (?:duration|length|lifetime|term) of\b|\b\d+(?:st|nd|rd|th) birthday\b",
);
/// A retention schedule.
pub(crate) static SCHEDULE: Pattern = Pattern::new(
    r"\b(?:retention|disposal|records?)\b[^.]{0,40}\b(?:schedule|guid\w+|polic\w+|periods?|table)\b|\bretention\b",
);

/// Rights that the reader has.
pub(crate) static YOUR_RIGHTS: Pattern =
    Pattern::new(r"\byour (?:\w+ ){0,2}rights\b|\byou (?:also )?have (?:\w+ ){0,3}rights?\b");
/// Rights under data protection law.
pub(crate) static RIGHTS_WORD: Pattern = Pattern::new(
    r"\b(?:your|people's|individuals'|data protection|data subject|information) rights\b|\brights? (?:you have|under|to|of|over|in)\b|\byou (?:also )?have (?:the |a |certain |a number of |several |some |various )?(?:legal |other |following )?rights?\b|\brights\b",
);
/// Each right and the words that give it.
pub(crate) static RIGHTS: [(&str, Pattern); 6] = [
    (
        "access",
        Pattern::new(
            r"\b(?:rights? (?:of|to) access|see your (?:own )?(?:personal )?(?:information|data|records?)|get a copy|access to (?:your|the|their|any|it|personal)|copy of (?:your|the|any|all|it|personal)|copies of|subject access|see (?:what|the) (?:information|data)|access (?:your|the|their|this) (?:own |personal )?(?:information|data|records?)|ask (?:us )?(?:for|to see) (?:the |a copy|your|what)|show you (?:your|the|what|any))",
        ),
    ),
    ("rectification", Pattern::new(r"\brectif|\bcorrect(?:ed|ion|ing)?\b|\binaccura|\bput (?:\w+ )?right\b")),
    (
        "erasure",
        Pattern::new(
            r"\beras(?:e|ed|ure|ing)\b|\bforgotten\b|\b(?:delete|remove) (?:your|information|data|it|personal|the|any|some)|\b(?:deleted|removed)\b",
        ),
    ),
    (
        "restriction",
        Pattern::new(
            r"\brestrict(?:ed|ion|ing)?\b|\bstop using\b[^.;]*\buntil\b|\blimit (?:how|the|what|its|our|use)|\buse (?:is |be )?limited\b",
        ),
    ),
    (
        "portability",
        Pattern::new(
            r"\bportab|\bpass(?:ed)? (?:it |them |your (?:data|information) )?(?:on|to another)|\bmove[d]? (?:it|your (?:data|information)) to another|\btransfer(?:red)? to another (?:organisation|provider|controller)",
        ),
    ),
    ("objection", Pattern::new(r"\bobject(?:ion|ing|ed)?\b")),
];
/// Spoken to or of people.
pub(crate) static MACHINE_READERS: Pattern =
    Pattern::new(r"\b(?:data subject|you|your|us|we|rights?|ask|request|people)\b");
/// The right to object (Article 21).
pub(crate) static OBJECT: Pattern =
    Pattern::new(r"\b(?:right to object|can object|may object|to object|objection|objecting|object to)\b");
/// People object to much else: to plans, orders, a child being weighed.
pub(crate) static OBJECT_TO_OTHERS: Pattern = Pattern::new(
    r"\bobject(?:s|ed|ing)? to (?:a|an|any|the|our|your child(?:ren)?(?: being)?) (?:\w+ ){0,3}?(?:order|application|plan(?:s|ning)?|proposal|development|licen[cs]e|scheme|decision|valuation|entry|child|weigh\w*|measur\w*|vaccin\w*)\b|\bobject(?:s|ed|ing)? to your child\b|\bobjections? to (?:planning|a|an|the|any) (?:\w+ ){0,2}(?:application|order|plan|proposal|licence|scheme)s?\b|\b(?:letters? of|planning|comments and|representations and|and) objections?\b|\b(?:residents|people|those|anyone|neighbours|someone|person|persons) (?:who|that) objects?\b",
);

/// A complaint to the council.
pub(crate) static COMPLAIN_US: Pattern = Pattern::new(
    r"\b(?:you|your|right to|unhappy|not (?:happy|satisfied)|dissatisfied|concern(?:s|ed)?|wish to|want to|like to)\b[^.]{0,160}\bcompla(?:in|ints?)\b[^.]{0,120}\b(?:us|our|the council|council's|data protection officer|dpo|information governance|team|we)\b|\b(?:not happy|unhappy) with\b[^.]{0,80}\bget in touch with (?:us|our)\b|\b(?:contact|email|write to)\b[^.]{0,160}\bif you have (?:a|any) complaints?\b|\bto complain about\b[^.]{0,100}\b(?:write|email|contact|use|fill|phone|tell)\b|\bcompla(?:in|ints?)\b[^.]{0,40}\b(?:to us|to the council|our complaints|with us|to our)\b|\b(?:tell us|contact us|let us know|write to us|email us|contact (?:the|our) data protection officer|contact (?:the|our) [^.]{0,40}team)\b[^.]{0,120}\b(?:complain|complaint|unhappy|concern about how|not happy|dissatisfied)|\b(?:unhappy|not happy|not satisfied|dissatisfied|complaint|complain|concerns?) (?:with|about|regarding)\b[^.]{0,100}\b(?:contact|tell|write to|email|speak to|let|raise (?:it|this|them) with) (?:us|our|the council|the data protection|your)|\bhave not handled your (?:personal )?(?:information|data)\b[^.]{0,60}\b(?:tell|contact|write to) us\b",
);
/// A way to complain.
pub(crate) static COMPLAINT_FORM: Pattern = Pattern::new(
    r"\b(?:complaints? (?:form|procedure|process|polic|page|team|scheme)|\[organisation\.complaints-email\]|complaints@)",
);
/// A complaint about information.
pub(crate) static DATA_COMPLAINT: Pattern = Pattern::new(r"\b(?:information|data|privacy|personal)\b");
/// The Information Commission, by whichever name.
pub(crate) static COMMISSION: Pattern = Pattern::cased(
    r"\bInformation [Cc]ommission(?:er(?:['’]s)?)?\b|\bICO\b|\bico\.org\.uk|\binformation commission(?:er(?:['’]s)?)?\b",
);
/// Why people would turn to it.
pub(crate) static COMMISSION_WHY: Pattern = Pattern::new(
    r"\b(?:compla|concern|unhappy|appeal|dissatisf|not happy|not satisfied|not content|not (?:been )?(?:resolved|handled)|remain (?:un|dis)|breach|misus|problem|issues?\b|queries|supervisory|regulator|independent|investigat|look into|your rights)",
);
/// How it is reached.
pub(crate) static COMMISSION_ROUTE: Pattern = Pattern::new(
    r"ico\.org\.uk|0303 ?123 ?1113|03031 ?231 ?113|wycliffe house|sk9 ?5af|\bonline form\b|\bon its website\b",
);

/// Whether people must give the information (Article 13(2)(e)).
pub(crate) static MUST_GIVE: Pattern = Pattern::new(
    r"\bnot (?:giving|providing|supplying)\b[^.]{0,40}\b(?:information|data|details|it)\b|\byou (?:\w+ ){0,3}?(?:must,?(?: by law,?)?|need to|have to|required(?: by law)? to|obliged to|legally bound to|choose (?:whether|not)(?: to| or not to)?|can choose(?: whether| not)?(?: to)?|don't have to) (?:\w+ ){0,3}(?:give|provide|supply|tell us|answer|disclose|share|complete|register)\b|\b(?:must|do|are) (?:you|i) (?:have to |need to |required to |obliged to |\w+ )?(?:give|provide|supply|share|tell)\b|\b(?:people|residents|applicants|parents|tenants|everyone|businesses|employers|owners) (?:\w+ )?(?:must|have to|are required to|are obliged to) (?:give|provide|supply|tell|complete|register)\b|\basked to (?:give|provide|supply)\b[^.]*\b(?:required|by law|must|do not have to|don't have to)\b|\bif you (?:do not|don't),? (?:we|it|the|your)\b|\bif you (?:do not|don't|choose not to|fail to|refuse to|decide not to|cannot|can't)(?: wish to| want to)? (?:give|provide|supply|tell|share|answer|complete|let us)|\bwithout (?:this|that|it|your|the|these) ?(?:information|data|details|personal)?[^.]{0,30}\b(?:cannot|can't|may not|unable|not be able|will not|won't)\b|\b(?:failure|refusal) to (?:give|provide|supply)|\b(?:statutory|contractual|legal) (?:or contractual )?requirement to\b|\b(?:cannot|can't|may not be able to|unable to)\b[^.]{0,60}\b(?:unless you|if you (?:do not|don't)|without (?:it|this|these|your))\b|\b(?:optional|voluntary|compulsory|mandatory)\b[^.]{0,60}\b(?:give|provide|supply|information|data)\b",
);
/// Consent that is not given, and what somebody else decides on, say nothing of what people must give.
pub(crate) static NOT_TO_GIVE: Pattern = Pattern::new(
    r"\b(?:give|giving|provide) (?:us )?(?:your |their |any |this |that |the )?(?:consent|permission|agreement)\b|\bhow (?:much|many) (?:\w+ ){0,3}you will be asked\b|\b(?:information|details|data) (?:that |which )?you (?:will |may )?(?:need|have) to (?:provide|give|supply) (?:will |may )?(?:depends?|var(?:y|ies))\b|\bwe (?:have|are)\b[^.]{0,30}\b(?:dut(?:y|ies)|required|obliged|obligations?)\b",
);
/// Where information comes from.
pub(crate) static SOURCE: Pattern = Pattern::new(
    r"\b(?:get|gets|receive[sd]?|obtain(?:ed|s)?|collect(?:ed|s)?|gather(?:ed)?|comes?|taken)\b[^.]{0,80}\b(?:from|by)\b[^.]{0,10}\b(?:you|your|other|others|another|the|a|an|people|public|partner|our|family|relatives|referr|third|schools?|health|gps?|police|government|someone|somebody|individuals?|applicants?|parents?|employers?|services?|social|members|these|local|central|various|different|professionals?|organisations?|agencies|us|following|who)\b|\b(?:information|data|details|records?|it|this|these|they|some|most|much)\b[^.]{0,60}\b(?:given|provided|supplied|passed|sent)\b[^.]{0,40}\b(?:from|by)\b[^.]{0,10}\b(?:you|other|others|another|the|a|an|people|public|partner|family|relatives|referr|third|schools?|health|gps?|police|government|someone|somebody|individuals?|applicants?|parents?|employers?|members|professionals?|organisations?|agencies|those|who)\b|\bsources? (?:of|are|is|for|include)\b|\b(?:collect|hold|use|get|receive|obtain|gather|have|record|comes?|is|are|includes?)\b[^.]{0,60}\byou (?:give|provide|tell|supply|gave|send|have (?:given|provided|supplied|told))\b[^.]{0,40}\b(?:us|information|details|data|it)\b|\byou (?:give|provide|tell|supply|gave|send)\b[^.]{0,40}\b(?:information|details|data)\b[^.]{0,40}\b(?:when|by|through|on) (?:you|a|an|the|our|us)\b|\byou (?:give|tell|provide|send|supply) us (?:with )?(?:most|all|some|much|this|it|the)\b|\bdirectly from\b|\bwe get (?:most|some|your|this|it|the|information)|\b(?:employers?|schools?|landlords?|gps?|doctors?|police|famil(?:y|ies)|relatives?|neighbours?|councils?|organisations?) (?:\w+ )?(?:gave|gives?|tells?|told|sends?|sent) us\b|\bfrom the (?:electoral|land) regist",
);
/// From the reader.
pub(crate) static FROM_YOU: Pattern = Pattern::new(r"\b(?:get|collect|receive|obtain|come)\w*\b[^.]{0,40}\bfrom you\b");
/// Words that only look like a source.
pub(crate) static NOT_SOURCE: Pattern = Pattern::new(
    r"\b(?:and|or|/) ?(?:share|disclose|provide)[sd]? (?:your |personal )?(?:information|data|it)\b[^.]{0,40}\b(?:with|to|include)\b|\bservices? (?:from|by)\b|\bstops? us\b|\bprotect\w*\b|\bget (?:or \w+ )?(?:services|support|help|advice)\b|\b(?:ask for|get|receive) (?:\w+ ){0,3}(?:services?|support|a copy)\b",
);
/// From others than the reader.
pub(crate) static INDIRECT: Pattern = Pattern::new(
    r"\b(?:has|have|may have|will have) (?:input|entered|given us|provided|submitted|passed(?: on)?|sent(?: us)?) your (?:details|information|data|name)\b|\b(?:receive|get|obtain|collect|gather)(?:s|d|ed)?\b[^.]{0,80}\bfrom\b[^.]{0,30}\b(?:other|others|another|partner|third|health|police|schools?|government|somebody|someone|agencies|organisations?|gps?|public|family|relatives|referr\w+)|\b(?:agencies|organisations|bodies|partners|services|those) (?:that |which |who )?we (?:receive|get|obtain)\b|\b(?:given|provided|supplied|passed|sent|collected)(?: to us)? by (?:the |our |other |a |an )*(?:service|services|organisation|school|partner|agenc|police|health|provider)|\breceive and share\b",
);
/// From others alone.
pub(crate) static ONLY_INDIRECT: Pattern = Pattern::new(
    r"\b(?:not|never|n't) (?:be |been |normally |usually |generally )*(?:collected|collect|obtained|obtain|gathered|received|receive|get) (?:\w+ ){0,3}(?:directly|direct)\b|\b(?:not|n't) (?:directly|direct) (?:collect|obtain|get|receive)|\b(?:collect|obtain|receive|get)(?:s|ed)? (?:\w+ ){0,4}\b(?:indirectly)\b|\b(?:does|do) not come (?:directly )?from (?:you|the people|individuals)\b|\b(?:not|never) (?:give|provide|supply|given|provided|supplied) (?:\w+ ){0,4}(?:directly )?by (?:you|the (?:person|people|individual))",
);
/// Decisions by computers (Articles 22A to 22D).
pub(crate) static AUTOMATED: Pattern = Pattern::new(
    r"\bautomat(?:ed|ic|ically)\b[^.]{0,60}\b(?:decision|mean|process|decid|profil)|\bdecisions?\b[^.]{0,60}\b(?:automat|computer|solely)|\bdecid\w*\b[^.]{0,40}\bautomat|\bprofiling\b|\bcomputers?\b[^.]{0,40}\bdecisions?\b|\bdecisions? (?:is |are )?(?:made |taken )?by (?:a )?(?:computer|machine|system|algorithm)|\bdecisions?\b[^.]{0,60}\b(?:no|not|without|any) (?:\w+ )?human\b|\b22[a-d]\b",
);
/// The reader is sent to the notice above.
pub(crate) static UPWARD: Pattern = Pattern::new(
    r"\b(?:corporate|council's|main|general|overarching|full|council|council-wide|organisation's|whole-council|own|directorate|directorate's) (?:\w+ )?(?:privacy |fair processing )?(?:notice|statement|policy)\b",
);

/// A heading on how long things are kept.
pub(crate) static RETENTION_HEADING: Pattern =
    Pattern::new(r"\bhow long\b|\bretention\b|\bkeep (?:your|the|hold|it)|\bretain");
/// A heading on who receives them.
pub(crate) static RECIPIENT_HEADING: Pattern =
    Pattern::new(r"\bshar(?:e|ed|ing)\b|\brecipients?\b|\bwho (?:will |may |can )?(?:see|receive|get)|\bdisclos");
/// A heading on where they come from.
pub(crate) static SOURCE_HEADING: Pattern = Pattern::new(
    r"\b(?:where|how) (?:do )?(?:we|it|your|the|you)[^?]{0,40}\b(?:get|come|collect|obtain|from)|\bsources?\b",
);
/// A heading on what they are for.
pub(crate) static PURPOSE_HEADING: Pattern = Pattern::new(
    r"\bwhy\b|\bpurposes?\b|\bwhat (?:do )?we (?:use|do)|\bhow (?:do )?we (?:will )?use|\buse of (?:your|the)",
);
/// A heading on what makes it lawful.
pub(crate) static BASIS_HEADING: Pattern =
    Pattern::new(r"\b(?:legal|lawful) (?:bas[ie]s|grounds?|reasons?)|\blawful\b|\ballows us\b|\bthe law\b");

/// "Not applicable", under a heading.
pub(crate) static NOT_APPLICABLE: Pattern = Pattern::new(r"^(?:not applicable|none|n/a|no|never|we do not|we don't)\b");

/// Who answers for what where two work together is settled.
pub(crate) static SETTLED: Pattern = Pattern::new(
    r"\beach (?:council|organisation|authority) is (?:a |the |its own )?(?:separate |independent )?(?:data )?controller\b|\bseparate controllers?\b|\bindependent controllers?\b|\bonly on (?:the )?instructions\b|\bacts? as (?:a |our |the council's )?(?:data )?processor\b|\bacts? (?:for|on behalf of) (?:the |both |all |each |either |every |that |whichever )?(?:other |two |three )?(?:councils?|authorit(?:y|ies)|organisations?|[A-Z]\w+ (?:\w+ )?council)\b|\barticle 26\b",
);
/// Two controllers are named; whether the reader learns who answers for what is another question.
pub(crate) static JOINT: Pattern = Pattern::new(r"\bjoint (?:data )?controllers?\b");
/// The essence of the arrangement (Article 26(2)): who does what, whom to turn to.
pub(crate) static ARRANGEMENT: Pattern = Pattern::new(
    r"\b(?:arrangements?|agreements?|agreed|responsib\w+|each of us|either|whichever|both of us|answers? for|decides? how|point of contact)\b",
);

/// Sources and recipients in one breath.
pub(crate) static INDIRECT_MIXED: Pattern = Pattern::new(
    r"\b(?:receive|get|obtain|collect)s?\b(?: \w+){0,3} (?:and|or|/) (?:\w+ )?(?:(?:share|disclose)|(?:provide|send) (?:information|data|details)\b)|\b(?:shared?|consult|exchanged?)(?: \w+){0,3} (?:and|or) (?:received?|get|obtain(?:ed)?|collect(?:ed)?)\b|\bbe sent,? or send us\b|\b(?:get|receive|obtain|collect)s? (?:information|data|details) from\b[^.]*\b(?:as well as|and also) (?:pass|giv|send|shar|disclos)ing\b|\bwhich also (?:tells?|sends?|gives?) us\b",
);

/// Whether a sentence mixes those who give information with those who get it.
pub(crate) fn mixes_sources<'t>(sentence: impl Into<Words<'t>>) -> bool {
    INDIRECT_MIXED.is_match(sentence)
}

/// Whether a sentence names a council by its name, not "the Council" or "other councils".
pub(crate) fn names_council<'t>(sentence: impl Into<Words<'t>>) -> bool {
    COUNCIL.find_all(sentence).iter().any(|(_, name)| !COUNCIL_OF_ANYONE.is_match(name))
}

/// The councils that a sentence names.
pub(crate) fn councils<'t>(sentence: impl Into<Words<'t>>) -> Vec<&'t str> {
    let all = COUNCIL.find_all(sentence).into_iter().map(|(_, name)| name);
    all.filter(|name| !COUNCIL_OF_ANYONE.is_match(name)).collect()
}

/// Whether a line gives an address, an e-mail address or a telephone number.
pub(crate) fn reachable(line: &Line<'_>) -> bool {
    EMAIL.is_match(line)
        || PHONE.is_match(line)
        || ADDRESS.is_match(line)
        || line.runs().iter().any(|r| {
            r.link
                .as_ref()
                .and_then(|l| l.href.as_deref())
                .is_some_and(|h| h.starts_with("mailto:") || h.starts_with("tel:"))
        })
}

/// Whether words give a period or the event that ends one.
pub(crate) fn has_period<'t>(words: impl Into<Words<'t>>) -> bool {
    PERIOD.is_match(words)
}

/// Whether words speak of a retention schedule.
pub(crate) fn is_schedule<'t>(words: impl Into<Words<'t>>) -> bool {
    SCHEDULE.is_match(words)
}

/// Whether a line's only way to reach somebody is the Information Commission's.
pub(crate) fn only_reaches_commission(line: &Line<'_>) -> bool {
    static ITS_OWN: Pattern =
        Pattern::new(r"ico\.org\.uk|0303 ?123 ?1113|wycliffe|water lane|sk9 ?5af|\binformation commission|\bico\b");
    let reaching = |s: &Words<'_>| EMAIL.is_match(s) || PHONE.is_match(s) || ADDRESS.is_match(s);
    let mut ways = line.sentences().filter(reaching).peekable();
    ways.peek().is_some() && ways.all(|s| ITS_OWN.is_match(s))
}

/// Whether a line gives an e-mail address.
pub(crate) fn has_email(line: &Line<'_>) -> bool {
    EMAIL.is_match(line)
        || line
            .runs()
            .iter()
            .any(|r| r.link.as_ref().and_then(|l| l.href.as_deref()).is_some_and(|h| h.starts_with("mailto:")))
}

/// The words that lead into the list in which a line stands.
pub(crate) fn lead_of<'t>(text: &'t Text<'_>, line: &Line<'_>) -> Words<'t> {
    let list = text.list_of(line);
    list.map(|g| text.lead_in(g)).unwrap_or_default()
}

/// A line in which the only complaint is one to the Information Commission.
pub(crate) fn only_commission_complains(line: &Line<'_>) -> bool {
    static COMPLAINT: Pattern = Pattern::new(r"\bcomplain");
    line.sentences().filter(|s| COMPLAINT.is_match(s)).all(|s| COMMISSION.is_match(s)) && !COMPLAINT_FORM.is_match(line)
}

/// A complaint to the Information Commission and to nobody else.
pub(crate) fn only_commission<'t>(sentence: impl Into<Words<'t>>) -> bool {
    let sentence = sentence.into();
    static US: Pattern =
        Pattern::new(r"\b(?:us|our|the council|council's|data protection officer|dpo|team|\[organisation)\b|@");
    COMMISSION.is_match(sentence) && !US.is_match(sentence)
}
