package dev.pathwarden.policies.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a report as one HTML file, which refers to nothing and runs nothing, or as PDF of the same pages, with the numbers of letters that its fonts have not. The template escapes every text that is put into it.
 *
 * <p>Immutable, for any thread. PDF of a hundred findings takes some seconds.
 */
public final class ReportWriter {

    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
    private static final String SANS = "DejaVuSans.ttf";
    private static final String BOLD_SANS = "DejaVuSans-Bold.ttf";
    private static final int BOLD = 700;
    private static final int NORMAL = 400;

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html, ReportWriter.class.getClassLoader(), "dev.pathwarden.policies.report.template");

    /** The report as HTML that is XML as well. */
    public String html(Report report) {
        StringOutput html = new StringOutput();
        templates.render("report.jte", report, html);
        return html.toString();
    }

    /** Writes the report: HTML in UTF-8, or PDF with the letters it uses. Does not close the stream. */
    public void write(Report report, ReportFormat format, OutputStream to) throws IOException {
        switch (format) {
            case HTML -> to.write(html(report).getBytes(StandardCharsets.UTF_8));
            case PDF -> writePdf(report, to);
        }
    }

    /** Reads nothing but the report: no address in it is followed. */
    private void writePdf(Report report, OutputStream to) throws IOException {
        XRLog.setLoggingEnabled(false);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useProtocolsStreamImplementation(address -> null, "http", "https", "file", "jar", "ftp");
        builder.useUriResolver((base, address) -> null);
        font(builder, SANS, "DejaVu Sans", NORMAL);
        font(builder, BOLD_SANS, "DejaVu Sans", BOLD);
        font(builder, "DejaVuSansMono.ttf", "DejaVu Sans Mono", NORMAL);
        builder.withHtmlContent(PdfLetters.of(List.of(FONTS + SANS, FONTS + BOLD_SANS)).spelt(html(report)), null);
        builder.useSVGDrawer(new LineDrawer());
        // Tagged, so that it is read aloud in its order, with its headings, tables and what pictures show in words.
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Pathwarden");
        builder.toStream(to);
        builder.run();
    }

    private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
        builder.useFont(() -> {
            InputStream font = ReportWriter.class.getResourceAsStream(FONTS + file);
            if (font == null) {
                throw new IllegalStateException("the font " + file + " is missing from the class path");
            }
            return font;
        }, family, weight, FontStyle.NORMAL, true);
    }
}
