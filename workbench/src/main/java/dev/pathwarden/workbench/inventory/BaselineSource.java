package dev.pathwarden.workbench.inventory;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.BaselineText;
import dev.pathwarden.policies.guardrail.BaselineParser;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Baselines in files, as {@code pathwarden baseline} writes them too. Every problem is a sentence. For any thread. */
final class BaselineSource {

    private static final Texts TEXTS = Texts.of(BaselineSource.class);

    private BaselineSource() {
    }

    /** Reads a file. One with an error is refused as a whole: an agent that is left out would be taken for one that was never seen. */
    static Baseline read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(TEXTS.get("baseline.missing", file));
        }
        if (Files.size(file) > BaselineParser.MAX_CHARS) {
            throw new IOException(TEXTS.get("baseline.large", file, BaselineParser.MAX_CHARS >> 20));
        }
        BaselineParser.Parsed parsed;
        try {
            parsed = BaselineParser.parse(new GuardrailSource(String.valueOf(file.getFileName()), Files.readString(file)));
        } catch (MalformedInputException binary) {
            throw new IOException(TEXTS.get("baseline.binary", file), binary);
        }
        if (!parsed.problems().isEmpty()) {
            throw new IOException(TEXTS.get("baseline.wrong", file, parsed.problems().size(), parsed.problems().getFirst()));
        }
        return parsed.baseline();
    }

    /** Writes a file that only its owner can read, in the place of one of that name. */
    static void write(Baseline baseline, Path file) throws IOException {
        String text = BaselineText.of(baseline);
        if (baseline.agents().isEmpty()) {
            throw new IOException(TEXTS.get("baseline.empty"));
        }
        if (text.length() > BaselineParser.MAX_CHARS) {
            throw new IOException(TEXTS.get("baseline.huge", BaselineParser.MAX_CHARS >> 20));
        }
        OwnerFile.replace(file, text);
    }
}
