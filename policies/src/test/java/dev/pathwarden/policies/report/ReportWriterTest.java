package dev.pathwarden.policies.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportWriterTest {

    private final ReportWriter writer = new ReportWriter();

    static Stream<String> hostileTexts() {
        return Stream.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style></head><body onload=alert(1)>", "</title><script>", "--><svg/onload=alert(1)>", "]]><b>", "${7*7} @if(true) @endif",
                "&lt;script&gt; &#60;b&#62; &nbsp; &unknown;", "javascript:alert(1)", "<a href='http://example.org/'>", "<link rel='stylesheet' href='http://example.org/a.css'/>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
                "\u202Egnp.exe", "a\u0000b\u001b[31m\uFFFE", "\uD800 alone", "\u05E9\u05DC\u05D5\u05DD \u4E2D\u6587 \uD83D\uDE00", "x".repeat(300) + " " + "word ".repeat(60));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void html_ofTextsThatWantToBeMore_hasTheElementsOfOneWithoutThem(String hostile) throws Exception {
        String html = writer.html(report(ReportText.line(hostile, 10_000)));

        Document page = parse(html);
        Document plain = parse(writer.html(report("plain")));
        assertThat(elements(page)).isEqualTo(elements(plain));
        assertThat(attributes(page)).isEqualTo(attributes(plain)).doesNotContain("src", "onerror", "onload", "onmouseover");
        assertThat(((Element) page.getElementsByTagName("h1").item(0)).getTextContent()).as("and it is shown as it is").isEqualTo("Investigation of " + ReportText.line(hostile, 10_000));
        NodeList links = page.getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            assertThat(((Element) links.item(i)).getAttribute("href")).matches("#finding-\\d+");
        }
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void pdf_ofTextsThatWantToBeMore_isMadeAndHoldsNothingThatActs(String hostile) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        writer.write(report(ReportText.line(hostile, 10_000)), ReportFormat.PDF, bytes);

        try (PDDocument pdf = Loader.loadPDF(bytes.toByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Investigation of");
            assertThat(pdf.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(pdf.getDocumentCatalog().getNames() == null ? null : pdf.getDocumentCatalog().getNames().getJavaScript()).isNull();
            for (PDPage page : pdf.getPages()) {
                assertThat(page.getAnnotations()).allSatisfy(annotation -> assertThat(annotation.getCOSObject().toString()).doesNotContain("URI", "JavaScript", "Launch"));
            }
        }
    }

    @Test
    void html_forbidsWhatItDoesNotHold() throws Exception {
        String html = writer.html(report("plain"));

        assertThat(html).contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"").doesNotContain("<script", "http://example", "https://", "url(", "@import");
        assertThat(parse(html).getElementsByTagName("meta").getLength()).isEqualTo(4);
    }

    @Test
    void pdf_showsLettersThatItsFontsHaveNot_asTheirNumbers() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        writer.write(report("a\u4E2Db \u05E9 \uD83E\uDDFF"), ReportFormat.PDF, bytes);

        try (PDDocument pdf = Loader.loadPDF(bytes.toByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Investigation of a[U+4E2D]b \u05E9", "[U+1F9FF]").doesNotContain("#b", "\u4E2D");
        }
        assertThat(writer.html(report("a\u4E2Db"))).contains("Investigation of a\u4E2Db");
    }

    @Test
    void timeline_standsInHtmlAndPdf_withItsWordsAsText() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        writer.write(report("told"), ReportFormat.PDF, bytes);

        assertThat(writer.html(report("told"))).contains("role=\"img\" aria-label=\"told\"", "style=\"left: 0.00%; width: 7.00%; top: 2pt\" title=\"told\">told</div>");
        try (PDDocument pdf = Loader.loadPDF(bytes.toByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("The run in time");
        }
    }

    @Test
    void pathGraph_standsInHtmlAndPdf_asTextAndLines_andThePdfIsTagged() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        writer.write(report("told"), ReportFormat.PDF, bytes);

        assertThat(writer.html(report("told"))).contains("<path d=\"M520 42 L530 37 L530 47 Z\" fill=\"#bc4c00\"", "role=\"img\" aria-label=\"told\"");
        try (PDDocument pdf = Loader.loadPDF(bytes.toByteArray())) {
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Investigation of told");
            assertThat(pdf.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
            String structure = structure(pdf.getDocumentCatalog().getStructureTreeRoot().getKids());
            assertThat(structure).contains("H1", "H2", "H3", "Table", "TH").contains("Figure told");
            assertThat(new PDFTextStripper().getText(pdf)).contains("The path graph");
        }
    }

    private static String structure(List<Object> kids) {
        StringBuilder told = new StringBuilder();
        for (Object kid : kids) {
            if (kid instanceof PDStructureElement element) {
                told.append(element.getStructureType()).append(' ').append(element.getAlternateDescription() == null ? "" : element.getAlternateDescription()).append('\n').append(structure(element.getKids()));
            }
        }
        return told.toString();
    }

    @Test
    void pdf_holdsItsFontsAndTheWordsOfManyAlphabets() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        writer.write(report("\u00DCber \u0416\u0437 \u03B1\u03B2"), ReportFormat.PDF, bytes);

        try (PDDocument pdf = Loader.loadPDF(bytes.toByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Investigation of \u00DCber \u0416\u0437 \u03B1\u03B2");
            for (PDPage page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).as(name.getName()).isTrue();
                }
            }
        }
    }

    /** A report with that text wherever there is one. */
    private static Report report(String text) {
        List<Report.Fact> facts = List.of(new Report.Fact(text, text));
        Report.PathStep cause = new Report.PathStep(1, "mcp.call", text, "ok", "copied", List.of(text), List.of(text));
        Report.PathStep asked = new Report.PathStep(2, "data.http", text, "blocked", "", List.of(), List.of());
        Report.Timeline timeline = new Report.Timeline(text, List.of(new Report.Lane(text, 1, List.of(new Report.Bar("0.00", "7.00", 0, "asked", text, text), new Report.Bar("50.00", "0.40", 0, "blocked", "", text)))), List.of(text));
        Report.Picture picture = new Report.Picture(text, 640, 60, List.of(new Report.Box(0, 4, 520, "root", "1", text), new Report.Box(18, 34, 502, "asked", "2", text)),
                List.of(new Report.Line("lit", "M520 18 C536 18 536 18 536 30 L536 33 C536 42 536 42 525 42", false), new Report.Line("lit", "M520 42 L530 37 L530 47 Z", true)));
        Report.Finding finding = new Report.Finding(1, "high", "open", text, text, List.of(text), facts, List.of(new Report.Verdict(text, text, text, facts)), text, List.of(cause, asked), picture, timeline, List.of(text), text);
        return new Report(text, text, text, facts, new Report.Evidence(false, List.of(text)), List.of(new Report.Fact("high", "1")), List.of(finding), 1, List.of(new Report.Mark("note", text, List.of(text), text)), 1, List.of(text));
    }

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> elements(Document page) {
        List<String> names = new ArrayList<>();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            names.add(all.item(i).getNodeName());
        }
        return names;
    }

    private static Set<String> attributes(Document page) {
        Set<String> names = new TreeSet<>();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            for (int a = 0; a < all.item(i).getAttributes().getLength(); a++) {
                names.add(all.item(i).getAttributes().item(a).getNodeName());
            }
        }
        return names;
    }
}
