//! What a PDF says of itself: XMP and the information dictionary, which must agree (PDF/A-3, 6.6.3).

use chrono::NaiveDate;

/// Who made the file.
pub(crate) const PRODUCER: &str = "Fair Notice";

/// What is said.
pub(crate) struct Metadata<'a> {
    pub title: &'a str,
    pub language: &'a str,
    pub dated: Option<NaiveDate>,
    /// The approved text as data, to be put beside the pages.
    pub source: Option<&'a str>,
}

impl Metadata<'_> {
    /// The day as PDF writes it.
    pub(crate) fn pdf_date(&self) -> Option<String> {
        self.dated.map(|d| d.format("D:%Y%m%d000000Z").to_string())
    }

    /// The XMP packet, with the claims to PDF/A-3a and PDF/UA-1 and the schema that declares the latter.
    pub(crate) fn xmp(&self) -> String {
        let dates = self
            .dated
            .map(|d| {
                let day = d.format("%Y-%m-%dT00:00:00Z");
                format!(
                    "<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>\
                     <xmp:MetadataDate>{day}</xmp:MetadataDate>"
                )
            })
            .unwrap_or_default();
        format!(
            r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
{dates}<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
            bom = '\u{feff}',
            title = crate::html::escape(self.title),
            language = crate::html::escape(self.language),
        )
    }
}
