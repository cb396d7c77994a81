package dev.pathwarden.samples.watched;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** A temporary directory that is named after the test: its path is in archives that people read. */
public final class NamedTempDir implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return Files.createTempDirectory(test.getRequiredTestClass().getSimpleName().replace("Test", "").toLowerCase(Locale.ROOT) + "-");
    }
}
