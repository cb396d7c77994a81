package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.BaselineText;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of what agents normally do.
 *
 * @param path where it lies
 */
public record BaselineFile(Path path) {

    /**
     * Reads it, and what is wrong with it.
     *
     * @throws BaselineFileException if it is too large, or no text
     */
    public BaselineParser.Parsed read() throws IOException {
        if (Files.size(path) > BaselineParser.MAX_CHARS) {
            throw new BaselineFileException("The baseline " + path + " is larger than " + (BaselineParser.MAX_CHARS >> 20) + " MB.");
        }
        try {
            return BaselineParser.parse(new GuardrailSource(path.toString(), Files.readString(path)));
        } catch (MalformedInputException binary) {
            throw new BaselineFileException("The baseline " + path + " is no text in UTF-8.");
        }
    }

    /**
     * Reads it. One with an error is refused as a whole: an agent that is left out would be taken for one that was never seen.
     *
     * @throws BaselineFileException if it has an error; the first is told
     */
    public Baseline open() throws IOException {
        BaselineParser.Parsed parsed = read();
        if (!parsed.problems().isEmpty()) {
            int errors = parsed.problems().size();
            throw new BaselineFileException("The baseline " + path + " has " + (errors == 1 ? "an error" : errors + " errors") + " and is not used; the first is " + parsed.problems().get(0));
        }
        return parsed.baseline();
    }

    /**
     * Writes a file that only its owner can read, in the place of one of that name.
     *
     * @throws BaselineFileException if there is nothing in the baseline, or more than can be read again
     */
    public void write(Baseline baseline) throws IOException {
        if (baseline.agents().isEmpty()) {
            throw new BaselineFileException("There is no step to learn from.");
        }
        String text = BaselineText.of(baseline);
        if (text.length() > BaselineParser.MAX_CHARS) {
            throw new BaselineFileException("It would be larger than " + (BaselineParser.MAX_CHARS >> 20) + " MB, too large to be read again; make one of fewer agents with 'pathwarden baseline --agent'.");
        }
        OwnerFile.replace(path, text);
    }
}
