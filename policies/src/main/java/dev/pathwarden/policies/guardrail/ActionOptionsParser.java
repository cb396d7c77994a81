package dev.pathwarden.policies.guardrail;

import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.SandboxOptions;
import dev.pathwarden.policies.trust.Detectors;
import dev.pathwarden.policies.trust.Redaction;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the keys of a guardrail that say how its action is to be done. */
final class ActionOptionsParser {

    private static final Set<String> SANDBOX = new LinkedHashSet<>(List.of("network", "write"));
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smh])");

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
        Optional<Duration> time = fields.text("holdFor", node).flatMap(text -> time(text, node));
        if (time.isPresent() && (time.get().compareTo(ActionOptions.SHORTEST_HOLD) < 0 || time.get().compareTo(ActionOptions.LONGEST_HOLD) > 0)) {
            problems.error(node, "'holdFor' goes from 1s to 24h.");
            return Optional.empty();
        }
        return time;
    }

    private Optional<Duration> time(String text, Node node) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            problems.error(node, "'holdFor' takes a time such as 90s, 10m or 2h, not '" + MappingReader.shorten(text) + "'.");
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        return Optional.of(switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        });
    }
}
