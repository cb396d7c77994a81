package dev.pathwarden.workbench.task;

import dev.pathwarden.model.disk.DiskFailure;
import dev.pathwarden.workbench.text.Texts;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;

/** What a user is told of work that failed. For any thread. */
public final class FailureText {

    private static final Texts TEXTS = Texts.of(FailureText.class);

    private FailureText() {
    }

    /** A sentence: of files, what the system says of which one, which by itself is often no more than its name; of all else, what whoever refused it said. */
    public static String of(Exception error) {
        DiskFailure why = DiskFailure.of(error);
        if (error instanceof FileSystemException failure && failure.getFile() != null) {
            return why.remedy() == null ? TEXTS.get("file", failure.getFile(), why.reason()) : TEXTS.get("file.remedy", failure.getFile(), why.reason(), why.remedy());
        }
        return isTold(error) ? error.getMessage() : TEXTS.get("other", why.text());
    }

    /** The same as the end of a sentence that names the file itself: without its name and without a full stop. */
    public static String reason(Exception error) {
        return !(error instanceof FileSystemException) && isTold(error) ? error.getMessage().strip().replaceFirst("[.]$", "") : DiskFailure.of(error).text();
    }

    /** Whether a failure has a sentence of its own; what is wrong with characters says numbers alone. */
    private static boolean isTold(Exception error) {
        return !(error instanceof CharacterCodingException) && error.getMessage() != null && !error.getMessage().isBlank();
    }
}
