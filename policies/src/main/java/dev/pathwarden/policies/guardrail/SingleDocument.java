package dev.pathwarden.policies.guardrail;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a file that is to hold one YAML document, with the bounds that hold for guardrails. */
final class SingleDocument {

    private SingleDocument() {
    }

    /** The document; empty, with a problem, where the file holds none or several. */
    static Optional<Node> of(GuardrailSource source, NodeProblems problems) {
        String text = source.text().startsWith("\uFEFF") ? source.text().substring(1) : source.text();
        if (text.length() > GuardrailFiles.MAX_CHARS) {
            problems.error(Optional.empty(), "This file is longer than " + GuardrailFiles.MAX_CHARS + " characters.");
            return Optional.empty();
        }
        List<YamlDocuments.Yaml> documents = YamlDocuments.of(text, problems);
        if (documents.size() == 1) {
            problems.chunk(documents.get(0).chunk(), documents.get(0).firstLine());
            return Optional.of(documents.get(0).root());
        }
        if (problems.errors() == 0) {
            problems.error(Optional.empty(), documents.isEmpty() ? "This file is empty." : "This file holds several documents; one was expected. Remove the lines '---'.");
        }
        return Optional.empty();
    }
}
