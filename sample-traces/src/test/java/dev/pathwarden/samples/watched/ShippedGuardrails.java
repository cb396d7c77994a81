package dev.pathwarden.samples.watched;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.pack.Pack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped pack, compiled as the command line compiles it, without the guardrails that hold a step until a person answers: nobody does in these tests. */
final class ShippedGuardrails {

    private ShippedGuardrails() {
    }

    static Bundle bundle() {
        Compilation compilation = GuardrailCompiler.compile(Pack.standard());
        if (compilation.hasErrors()) {
            throw new IllegalStateException("the shipped guardrails do not compile: " + compilation.problems());
        }
        return Bundle.of(compilation.bundle().guardrails().stream().filter(guardrail -> guardrail.action() != Action.HOLD).toList());
    }

    /** Writes the bundle for the agent's option {@code policies}. */
    static Path writtenTo(Path file) throws IOException {
        return Files.write(file, bundle().bytes());
    }
}
