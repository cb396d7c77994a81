package dev.pathwarden.policies.pack;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Profile;
import dev.pathwarden.policies.guardrail.ProfileParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The guardrails that come with Pathwarden. All of them ship in audit mode. */
public final class Pack {

    private static final String ROOT = "/dev/pathwarden/policies/";

    /** Every file of the pack; a class path cannot be listed. A test compares this with the directory. */
    private static final List<String> FILES = List.of(
            "agent/effect-after-orders.yaml",
            "agent/effect-not-asked-for.yaml",
            "agent/instructed-by-data.yaml",
            "agent/new-tool-that-acts.yaml",
            "agent/target-from-data.yaml",
            "data/packed-and-sent.yaml",
            "data/personal-data-to-plaintext-file.yaml",
            "data/secret-to-plaintext-file.yaml",
            "loop/burst-of-sending.yaml",
            "loop/runaway-loop.yaml",
            "network/cloud-metadata-access.yaml",
            "network/new-host-after-sensitive-data.yaml",
            "process/privilege-escalation.yaml",
            "sql/destructive-sql.yaml");

    /** Every profile, from the one that stops least. */
    public static final List<String> PROFILES = List.of("observe", "balanced", "strict");

    /** The profile that holds where nobody names one. It asks of each guardrail what the guardrail's own file says. */
    public static final String STANDARD = "balanced";

    private Pack() {
    }

    /** The files of the standard profile, sorted by name. */
    public static List<GuardrailSource> standard() {
        Profile standard = profile(STANDARD);
        return shipped().stream().filter(source -> standard.actions().containsKey(source.name().replaceAll(".*/|\\.yaml$", ""))).toList();
    }

    /** All files of the pack, sorted by name. */
    public static List<GuardrailSource> shipped() {
        return FILES.stream().map(file -> source("pack/" + file)).toList();
    }

    /**
     * A profile of the pack.
     *
     * @param name one of {@link #PROFILES}
     * @throws IllegalArgumentException if there is no such profile; the message names those that there are
     */
    public static Profile profile(String name) {
        if (!PROFILES.contains(name)) {
            throw new IllegalArgumentException("There is no profile '" + name + "'. There are " + String.join(", ", PROFILES) + ".");
        }
        return ProfileParser.parse(source("profiles/" + name + ".yaml")).profile()
                .orElseThrow(() -> new IllegalStateException("The profile " + name + " of this installation is damaged. Install Pathwarden again."));
    }

    private static GuardrailSource source(String file) {
        try (InputStream in = Pack.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("The file " + file + " is missing from this installation. Install Pathwarden again.");
            }
            return new GuardrailSource(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
