package dev.pathwarden.samples.watched;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Guardrails for the agents that keep notes: none of them may delete one, and their models get none with an address in it. */
final class NoteGuardrail {

    static final String SENTENCE = "This action was stopped by a security guardrail.";

    private static final String YAML = """
            id: no-note-deleted
            title: No note deleted
            description: Detects that an agent deletes a note.
            severity: high
            maturity: sandbox
            on: tool.call
            when: step.tool.name in ['delete_note', 'deleteNote']
            action: block
            mode: enforce
            message: Notes stay.
            misses: Notes that are deleted without the tool.
            false_positives: None.
            """;

    private static final String ADDRESSES = """
            id: no-addresses-for-the-model
            title: No addresses for the model
            description: Takes addresses out of the notes that an agent reads.
            severity: low
            maturity: sandbox
            on: tool.call
            when: step.tool.name in ['read_note', 'readNote']
            action: redact
            redact: [pii.email]
            mode: enforce
            message: The note is given without addresses.
            misses: Addresses in unusual spelling.
            false_positives: None.
            """;

    private NoteGuardrail() {
    }

    /** Writes the bundle for the agent's option {@code policies}. */
    static Path writtenTo(Path file) throws IOException {
        return write(file, List.of(new GuardrailSource("no-note-deleted.yaml", YAML)));
    }

    /** As {@link #writtenTo}, with a guardrail that takes addresses out of what is read. */
    static Path withoutAddressesWrittenTo(Path file) throws IOException {
        return write(file, List.of(new GuardrailSource("no-note-deleted.yaml", YAML), new GuardrailSource("no-addresses-for-the-model.yaml", ADDRESSES)));
    }

    private static Path write(Path file, List<GuardrailSource> sources) throws IOException {
        Compilation compilation = GuardrailCompiler.compile(sources);
        if (compilation.hasErrors()) {
            throw new IllegalStateException("the guardrail does not compile: " + compilation.problems());
        }
        return Files.write(file, compilation.bundle().bytes());
    }
}
