package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.pack.Pack;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Guardrails as a command line names them where a profile of the shipped pack can be chosen. */
final class ProfileOption {

    @Mixin
    private GuardrailOption guardrails;

    @Option(names = "--profile", paramLabel = "NAME",
            description = "Profile of the shipped pack: observe says what it sees, balanced stops what is harmful and lets work go on, strict asks wherever what was read may have chosen what is done (default: balanced).")
    private String profile;

    /** Compiles the guardrails and says on the console what is wrong with them. */
    GuardrailOption.Loaded load(Console console) throws IOException {
        if (profile == null) {
            return guardrails.load(console);
        }
        if (guardrails.directory() != null) {
            throw new CommandException(ExitCode.USAGE, "A profile is one of the shipped pack: give --policies or --profile, not both.");
        }
        if (!Pack.PROFILES.contains(profile)) {
            throw new CommandException(ExitCode.USAGE, "There is no profile '" + profile + "'. There are " + String.join(", ", Pack.PROFILES) + ".");
        }
        return GuardrailOption.Loaded.of(console, GuardrailCompiler.compile(Pack.shipped()).under(Pack.profile(profile)), null);
    }

    /** What was named; null for the shipped pack. */
    Path directory() {
        return guardrails.directory();
    }

    /** Whether a bundle was named, which needs no compiling. */
    boolean isBundle() throws IOException {
        return guardrails.isBundle();
    }

    /** What the guardrails are called. */
    String text() {
        return guardrails.directory() == null ? "profile " + (profile == null ? Pack.STANDARD : profile) : guardrails.directory().toString();
    }
}
