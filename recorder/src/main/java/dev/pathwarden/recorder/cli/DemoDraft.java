package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The guardrail that the demo rehearses, as a file that the user can go on editing.
 *
 * @param name its file name
 * @param bundle it, compiled
 */
record DemoDraft(String name, Bundle bundle) {

    private static final String NAME = "hold-customer-queries.yaml";

    /** Writes it into that directory and compiles it. */
    static DemoDraft writeTo(Path directory) throws IOException {
        String text = text();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(NAME), text);
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource(NAME, text)));
        if (compilation.hasErrors()) {
            throw new IllegalStateException("the demo's draft does not compile: " + compilation.problems());
        }
        return new DemoDraft(NAME, compilation.bundle());
    }

    private static String text() throws IOException {
        try (InputStream in = DemoDraft.class.getResourceAsStream(NAME)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
