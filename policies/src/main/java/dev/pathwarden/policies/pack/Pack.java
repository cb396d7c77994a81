package dev.pathwarden.policies.pack;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The guardrails that come with Pathwarden. All of them ship in audit mode. */
public final class Pack {

    private static final String ROOT = "/dev/pathwarden/policies/pack/";

    /** Every file of the pack; a class path cannot be listed. A test compares this with the directory. */
    private static final List<String> FILES = List.of(
            "data/packed-and-sent.yaml",
            "data/personal-data-to-plaintext-file.yaml",
            "data/secret-to-plaintext-file.yaml",
            "loop/burst-of-sending.yaml",
            "loop/runaway-loop.yaml",
            "network/cloud-metadata-access.yaml",
            "process/privilege-escalation.yaml",
            "sql/destructive-sql.yaml");

    private Pack() {
    }

    /** The files of the pack, sorted by name. */
    public static List<GuardrailSource> shipped() {
        List<GuardrailSource> sources = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = Pack.class.getResourceAsStream(ROOT + file)) {
                if (in == null) {
                    throw new IllegalStateException("The guardrail " + file + " is missing from this installation. Install Pathwarden again.");
                }
                sources.add(new GuardrailSource("pack/" + file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return sources;
    }
}
