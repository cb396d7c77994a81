package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a profile. Checks keys and types; whether its guardrails exist is for who applies it. */
public final class ProfileParser {

    private static final Set<String> KEYS = Set.of("profile", "title", "guardrails");
    private static final Set<String> ACTIONS = Stream.of(Action.values()).map(Action::text).collect(Collectors.toCollection(TreeSet::new));

    private ProfileParser() {
    }

    /**
     * What a file holds.
     *
     * @param profile the profile; empty where the file has an error
     * @param problems what is wrong
     */
    public record Parsed(Optional<Profile> profile, List<Problem> problems) {
        public Parsed {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file. Takes text from anywhere; throws nothing. */
    public static Parsed parse(GuardrailSource source) {
        NodeProblems problems = new NodeProblems(source.name());
        Optional<Profile> profile = SingleDocument.of(source, problems).flatMap(root -> read(root, problems));
        return new Parsed(problems.errors() == 0 ? profile : Optional.empty(), problems.all());
    }

    private static Optional<Profile> read(Node root, NodeProblems problems) {
        MappingReader fields = MappingReader.of(root, "a profile", KEYS, problems);
        Optional<String> name = fields.required("profile").flatMap(node -> fields.text("profile", node));
        Map<String, Action> actions = new LinkedHashMap<>();
        fields.required("guardrails").ifPresent(node -> {
            MappingReader guardrails = MappingReader.of(node, "the list of guardrails", null, problems);
            for (String id : guardrails.names()) {
                guardrails.node(id).flatMap(action -> guardrails.word(id, action, Action::of, ACTIONS)).ifPresent(action -> actions.put(id, action));
            }
        });
        return name.map(text -> new Profile(text, fields.text("title", ""), actions));
    }
}
