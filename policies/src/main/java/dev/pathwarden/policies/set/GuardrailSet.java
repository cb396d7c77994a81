package dev.pathwarden.policies.set;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.rollout.BundleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * Guardrails as they lie somewhere: a bundle, a directory of YAML files or one such file.
 *
 * @param place where
 * @param compilation the good ones, and what is wrong with the others; with a bundle nothing is
 * @param signed texts of the keys that are said to have signed a bundle, and where that was asked for have; empty for all else
 */
public record GuardrailSet(Path place, Compilation compilation, List<String> signed) {

    public GuardrailSet {
        signed = List.copyOf(signed);
    }

    /**
     * Reads them, a bundle whoever signed it. Takes as long as compiling does.
     *
     * @throws NoSuchFileException if nothing lies there
     * @throws GuardrailSetException if there is no guardrail
     * @throws dev.pathwarden.policies.rollout.BundleFileException if it is a bundle that is not whole
     */
    public static GuardrailSet read(Path place) throws IOException {
        return BundleFile.isBundle(place) ? of(place, new BundleFile(place).open()) : new GuardrailSet(place, GuardrailCompiler.compile(sources(place)), List.of());
    }

    /**
     * As {@link #read}, and takes nothing but a bundle that enough of these signed.
     *
     * @param accepted null for whoever
     * @throws GuardrailSetException if it is no bundle
     * @throws dev.pathwarden.policies.rollout.BundleFileException if it is not signed so, or not whole
     */
    public static GuardrailSet read(Path place, Signers accepted) throws IOException {
        if (accepted == null) {
            return read(place);
        }
        requireThere(place);
        if (!BundleFile.isBundle(place)) {
            throw new GuardrailSetException("There is no bundle at " + place + ", and only one that " + accepted.told() + " signed is accepted; make one with 'pathwarden policy bundle --sign KEYFILE'.");
        }
        return of(place, new BundleFile(place).verify(accepted));
    }

    private static GuardrailSet of(Path place, BundleFile.Opened opened) {
        return new GuardrailSet(place, new Compilation(opened.bundle(), List.of(), List.of(), opened.manifest() == null ? Collections.emptySortedMap() : opened.manifest().lists()), opened.signed());
    }

    /**
     * The guardrail files of a directory, or the one of that name, as they are written.
     *
     * @throws NoSuchFileException if nothing lies there
     * @throws GuardrailSetException if there is none
     */
    public static List<GuardrailSource> sources(Path place) throws IOException {
        requireThere(place);
        List<GuardrailSource> sources = GuardrailFiles.read(place);
        if (sources.isEmpty()) {
            throw new GuardrailSetException("There is no guardrail in " + place + ": guardrails are files that end in .yaml.");
        }
        return sources;
    }

    private static void requireThere(Path place) throws NoSuchFileException {
        if (Files.notExists(place)) {
            throw new NoSuchFileException(place.toString());
        }
    }

    /** The good ones. */
    public Bundle bundle() {
        return compilation.bundle();
    }

    /**
     * These, if nothing is wrong with any.
     *
     * @throws GuardrailSetException if one has an error; the first is told
     */
    public GuardrailSet whole() throws GuardrailSetException {
        Problem first = compilation.problems().stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).findFirst().orElse(null);
        if (first != null) {
            throw new GuardrailSetException("A guardrail in " + place + " has an error: " + first);
        }
        return this;
    }
}
