package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.content.ContentSample;
import dev.pathwarden.policies.content.Findings;
import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.target.Addresses;
import dev.pathwarden.policies.text.TextLeaves;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds labels and facts in a step's arguments, content and result. Pure: what it says depends on nothing but what it is given. */
final class StepInspection {

    /** No sensitive value that the detectors know is shorter. */
    private static final int MIN_VALUE = 7;
    private static final String PATH = "path";

    private StepInspection() {
    }

    /** The step with the labels and facts that its arguments and content give. Facts that it already carries stay. */
    static Step of(Step step, ContentSample content) {
        Step.Builder found = step.toBuilder().labels(labels(carried(step, content)));
        if (step.operation() == Operation.AGENT_INVOKE && UserWords.isAskedByUser(step)) {
            found.labels(Set.of(TrustContext.USER));
        }
        if (content != null) {
            addContent(found, step, content.inspect());
        }
        if (Field.TARGET_HOSTS.appliesTo(step.operation()) && step.facts().get(Field.TARGET_HOSTS) == null) {
            Addresses targets = Addresses.in(aims(step));
            found.fact(Field.TARGET_HOSTS, targets.hosts());
            found.fact(Field.TARGET_METADATA, targets.metadata() || step.facts().isTrue(Field.TARGET_METADATA));
        }
        return found.build();
    }

    /**
     * The arguments whose words are the step's own: of bytes on their way into a file not its path. Opening the file was a step of its own, which carries the labels of the path; a name in there is no
     * personal data in the bytes.
     */
    private static Map<String, Object> carried(Step step, ContentSample content) {
        boolean bytes = step.operation() == Operation.DATA_FILE_WRITE && (content != null || step.facts().isTrue(Field.FILE_CONTENT_KNOWN));
        if (!bytes || !step.arguments().containsKey(PATH)) {
            return step.arguments();
        }
        Map<String, Object> carried = new LinkedHashMap<>(step.arguments());
        carried.remove(PATH);
        return carried;
    }

    /** The arguments that say where a step reaches: of a request not its body, which may only speak of an address. */
    private static Map<String, Object> aims(Step step) {
        Object url = step.operation() == Operation.DATA_HTTP ? step.arguments().get("url") : null;
        return url == null ? step.arguments() : Map.of("url", url);
    }

    private static void addContent(Step.Builder found, Step step, Findings content) {
        found.labels(content.labels());
        if (Field.FILE_CONTENT_KNOWN.appliesTo(step.operation())) {
            found.fact(Field.FILE_CONTENT_KNOWN, true);
            found.fact(Field.FILE_ENCRYPTED, content.encrypted());
        }
    }

    /**
     * Labels of what a step brought back: those of its words, and whether they came from outside.
     *
     * @param outside whether the step reached out at all
     */
    static Set<String> resultLabels(Operation operation, boolean outside, Object result) {
        Set<String> labels = labels(result);
        // Also without a result: what came back need not be on record to have been read.
        if (outside && (operation == Operation.MCP_CALL || operation == Operation.DATA_HTTP || operation == Operation.AGENT_HANDOFF)) {
            labels.add(TrustContext.UNTRUSTED);
        }
        return labels;
    }

    private static Set<String> labels(Object value) {
        Set<String> labels = new TreeSet<>();
        boolean whole = TextLeaves.texts(value, MIN_VALUE, text -> Detectors.addLabels(text, labels));
        if (!whole) {
            labels.add(Detectors.SAMPLED);
        }
        return labels;
    }
}
