package dev.pathwarden.recorder.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The schemas of the reports' formats, as others publish them. */
public final class ReportSchemas {

    /** Jenkins and others read why a case was skipped; this schema is of before that. */
    private static final Pattern WHY_SKIPPED = Pattern.compile("<skipped message=\"[^\"]*\"");

    private ReportSchemas() {
    }

    /** The JSON schema of SARIF 2.1.0. */
    public static String sarif() throws IOException {
        try (InputStream in = ReportSchemas.class.getResourceAsStream("sarif-2.1.0-rtm.5.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Fails where the text is no JUnit report as Jenkins reads it.
     *
     * @throws SAXException if it is none; the message says why
     */
    public static void requireJunit(String xml) throws IOException, SAXException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(ReportSchemas.class.getResource("jenkins-junit.xsd")).newValidator().validate(new StreamSource(new StringReader(WHY_SKIPPED.matcher(xml).replaceAll("<skipped"))));
    }
}
