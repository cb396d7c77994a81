package dev.pathwarden.policies.report;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a report is written as. */
public enum ReportFormat {
    HTML, PDF;

    /** The one that the name of a file says, upper and lower case alike: {@code .html} and {@code .htm}, or {@code .pdf}; empty for any other name. */
    public static Optional<ReportFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".pdf") ? Optional.of(PDF) : name.endsWith(".html") || name.endsWith(".htm") ? Optional.of(HTML) : Optional.empty();
    }
}
