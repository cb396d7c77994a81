package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.set.GuardrailSet;
import dev.pathwarden.policies.tool.ToolCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Guardrails as a command line names them: YAML in a directory or a file, a compiled bundle, or the shipped pack. */
final class GuardrailOption {

    @Option(names = "--policies", paramLabel = "DIR", description = "Guardrails: a directory of YAML files, one such file, or a bundle (default: the shipped pack).")
    private Path policies;

    /** What was named; null for the shipped pack. */
    Path directory() {
        return policies;
    }

    /** Whether a bundle was named, which needs no compiling. */
    boolean isBundle() throws IOException {
        return policies != null && BundleFile.isBundle(policies);
    }

    /** Compiles the guardrails and says on the console what is wrong with them. A bundle is opened whoever signed it. */
    Loaded load(Console console) throws IOException {
        return load(console, policies);
    }

    /** As {@link #load(Console)} for another directory; null for the shipped pack under its standard profile. */
    static Loaded load(Console console, Path directory) throws IOException {
        return directory == null ? Loaded.of(console, GuardrailCompiler.compile(Pack.standard()), null) : load(console, directory, null);
    }

    /** As {@link #load(Console, Path)}, and takes nothing but a bundle that enough of these signed; null for whoever. */
    static Loaded load(Console console, Path directory, Signers accepted) throws IOException {
        return Loaded.of(console, GuardrailSet.read(directory, accepted).compilation(), directory);
    }

    /** Reads the guardrail files without compiling them: of the shipped pack all, whatever profile they are of. */
    static List<GuardrailSource> sources(Path directory) throws IOException {
        return directory == null ? Pack.shipped() : GuardrailSet.sources(directory);
    }

    /**
     * Compiled guardrails.
     *
     * @param compilation the good ones, and what is wrong with the others
     * @param whole no file has an error
     */
    record Loaded(Compilation compilation, boolean whole) {

        Bundle bundle() {
            return compilation.bundle();
        }

        /** The same guardrails, which are to know that of tools instead of what they knew; nothing else where nothing is given. */
        Loaded with(Optional<ToolCatalogue> tools) {
            return tools.map(catalogue -> new Loaded(compilation.withTools(catalogue), whole)).orElse(this);
        }

        /** The same guardrails, which are to know that of agents instead of what they knew; nothing else where nothing is given. */
        Loaded knowing(Optional<Habits> habits) {
            return habits.map(known -> new Loaded(compilation.withHabits(known), whole)).orElse(this);
        }

        static Loaded of(Console console, Compilation compilation, Path directory) {
            List<Problem> problems = compilation.problems();
            for (Problem problem : problems) {
                console.err().println(Escaped.text((problem.severity() == Problem.Severity.WARNING ? "warning: " : "") + problem));
            }
            boolean whole = problems.stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
            if (!whole) {
                long files = problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).map(Problem::source).distinct().count();
                int good = compilation.bundle().guardrails().size();
                console.note("Guardrails with errors are left out (" + files + (files == 1 ? " file" : " files") + " in " + (directory == null ? "the shipped pack" : directory)
                        + "); " + good + (good == 1 ? " other is" : " others are") + " in force.");
            }
            return new Loaded(compilation, whole);
        }
    }
}
