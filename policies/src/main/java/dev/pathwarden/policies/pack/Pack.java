package dev.pathwarden.policies.pack;

import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.ListFile;
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
            "agent/agent-settings-written.yaml",
            "agent/effect-after-orders.yaml",
            "agent/effect-not-asked-for.yaml",
            "agent/handoff-in-the-open.yaml",
            "agent/handoff-to-unknown-agent.yaml",
            "agent/instructed-by-data.yaml",
            "agent/link-from-data-sent-on.yaml",
            "agent/memory-from-data.yaml",
            "agent/new-agent-acts.yaml",
            "agent/new-tool-that-acts.yaml",
            "agent/sensitive-handoff.yaml",
            "agent/target-from-data.yaml",
            "agent/unverified-caller.yaml",
            "data/credential-by-wrong-tool.yaml",
            "data/credential-file-read.yaml",
            "data/file-opened-to-others.yaml",
            "data/packed-and-sent.yaml",
            "data/personal-data-to-plaintext-file.yaml",
            "data/secret-in-request.yaml",
            "data/secret-sent-out.yaml",
            "data/secret-to-plaintext-file.yaml",
            "loop/burst-of-sending.yaml",
            "loop/errors-in-a-row.yaml",
            "loop/run-costs-too-much.yaml",
            "loop/runaway-loop.yaml",
            "mcp/hint-contradicts-tool.yaml",
            "mcp/tool-description-gives-orders.yaml",
            "mcp/tool-redefined.yaml",
            "network/cloud-metadata-access.yaml",
            "network/data-in-dns-name.yaml",
            "network/new-host-after-sensitive-data.yaml",
            "network/private-address-from-data.yaml",
            "process/agent-started.yaml",
            "process/code-from-data.yaml",
            "process/container-or-host-escape.yaml",
            "process/destructive-command.yaml",
            "process/download-and-run.yaml",
            "process/privilege-escalation.yaml",
            "process/rights-by-command.yaml",
            "process/startup-file-written.yaml",
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
        String directory = file.substring(0, file.lastIndexOf('/') + 1);
        return new GuardrailSource(file, new String(bytes(file), StandardCharsets.UTF_8), list -> {
            if (list.contains("..") || Pack.class.getResource(ROOT + directory + list) == null) {
                throw new IOException("There is no list '" + list + "' beside " + file + " in the shipped pack; copy the guardrail beside a list of your own.");
            }
            return ListFile.of(bytes(directory + list), list);
        });
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Pack.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("The file " + file + " is missing from this installation. Install Pathwarden again.");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
