package dev.pathwarden.policies.guardrail;

import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.SandboxOptions;
import dev.pathwarden.policies.trust.Redaction;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the keys of a guardrail that say how its action is to be done. */
final class ActionOptionsParser {

    private static final Set<String> SANDBOX = new LinkedHashSet<>(List.of("network", "write"));

    private final MappingReader fields;
    private final NodeProblems problems;

    ActionOptionsParser(MappingReader fields, NodeProblems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    ActionOptions parse() {
        ActionOptions options = ActionOptions.DEFAULT.withAbort(fields.flag("abort")).withSandbox(fields.node("sandbox").map(this::sandbox).orElse(SandboxOptions.STRICT));
        Optional<Duration> holdFor = fields.node("holdFor").flatMap(this::holdFor);
        options = holdFor.isPresent() ? options.withHoldFor(holdFor.get()) : options;
        List<String> redact = fields.node("redact").map(this::redact).orElse(List.of());
        return redact.isEmpty() ? options : options.withRedact(redact);
    }

    private List<String> redact(Node node) {
        List<String> kinds = fields.texts("redact");
        for (String kind : kinds) {
            if (!Redaction.isKind(kind)) {
                problems.error(node, "'redact' takes labels that are found in texts, or what they begin with, not '" + MappingReader.shorten(kind) + "': pii, secret, "
                        + String.join(", ", Detectors.known()) + ".");
                return List.of();
            }
        }
        return kinds;
    }

    private SandboxOptions sandbox(Node node) {
        MappingReader inner = MappingReader.of(node, "a sandbox", SANDBOX, problems);
        return new SandboxOptions(inner.flag("network"), inner.texts("write"));
    }

    private Optional<Duration> holdFor(Node node) {
        Optional<Duration> time = fields.time("holdFor", node);
        if (time.isPresent() && (time.get().compareTo(ActionOptions.SHORTEST_HOLD) < 0 || time.get().compareTo(ActionOptions.LONGEST_HOLD) > 0)) {
            problems.error(node, "'holdFor' goes from 1s to 24h.");
            return Optional.empty();
        }
        return time;
    }
}
