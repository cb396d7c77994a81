package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads tests that stand in no file yet. */
public final class TestText {

    private TestText() {
    }

    /**
     * The one test of a list.
     *
     * @param text a YAML list with a test, as it would stand below {@code tests:}
     * @param on operations of the guardrail
     * @param action what it asks for
     * @return empty where it is no test of such a guardrail
     */
    public static Optional<GuardrailTest> read(String text, Set<Operation> on, Action action) {
        NodeProblems problems = new NodeProblems("");
        List<YamlDocuments.Yaml> documents = YamlDocuments.of(text, problems);
        if (problems.errors() > 0 || documents.size() != 1 || !(documents.get(0).root() instanceof SequenceNode)) {
            return Optional.empty();
        }
        List<Node> tests = ((SequenceNode) documents.get(0).root()).getValue();
        return tests.size() == 1 ? new TestParser(problems, on, action).parse(tests.get(0)) : Optional.empty();
    }
}
