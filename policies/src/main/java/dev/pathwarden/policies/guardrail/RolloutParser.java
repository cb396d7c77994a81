package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.rollout.Pin;
import dev.pathwarden.policies.rollout.Receiver;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.policies.rollout.RolloutText;
import dev.pathwarden.policies.rollout.SeenAgents;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the plan of a roll-out, as {@link RolloutText} writes it and a person changes it; JSON is as good. */
public final class RolloutParser {

    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("rollout", "bundle", "drafts", "draft", "base", "guardrails", "stages", "signers", "signatures", "recorders", "to", "rehearsed", "goodWork", "hits", "agents"));
    private static final Set<String> BASE_KEYS = new LinkedHashSet<>(List.of("hash", "sequence"));
    private static final Set<String> STAGE_KEYS = new LinkedHashSet<>(List.of("degree", "agents", "share", "others", "until", "then"));
    private static final Set<String> RECEIVER_KEYS = new LinkedHashSet<>(List.of("url", "pin", "tokenFile", "tokenVariable"));
    private static final Set<String> FIGURE_KEYS = new LinkedHashSet<>(List.of("runs", "steps"));
    private static final Set<String> GOOD_KEYS = new LinkedHashSet<>(List.of("steps", "stopped"));
    private static final Set<String> DEGREES = Stream.of(Degree.values()).map(Degree::text).collect(Collectors.toCollection(LinkedHashSet::new));
    private static final long NANOS = 1_000_000_000L;
    private static final long MOST = 999_999_999_999L;

    private final NodeProblems problems;

    private RolloutParser(NodeProblems problems) {
        this.problems = problems;
    }

    /**
     * What a file holds.
     *
     * @param plan the plan; empty where the file has an error
     * @param problems what is wrong
     */
    public record Parsed(Optional<RolloutPlan> plan, List<Problem> problems) {
        public Parsed {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file. Takes text from anywhere; throws nothing. */
    public static Parsed parse(GuardrailSource source) {
        NodeProblems problems = new NodeProblems(source.name());
        Optional<RolloutPlan> plan = SingleDocument.of(source, problems).flatMap(root -> new RolloutParser(problems).read(root));
        return new Parsed(problems.errors() == 0 ? plan : Optional.empty(), problems.all());
    }

    private Optional<RolloutPlan> read(Node root) {
        MappingReader fields = MappingReader.of(root, "a roll-out plan", KEYS, problems);
        fields.required("rollout").ifPresent(version -> {
            if (!(version instanceof ScalarNode scalar) || !scalar.getValue().equals(String.valueOf(RolloutText.VERSION))) {
                problems.error(version, "'rollout' takes the version of the format, which is " + RolloutText.VERSION + " here; a later version of Pathwarden may read others.");
            }
        });
        String bundle = required(fields, "bundle");
        String drafts = required(fields, "drafts");
        String draft = required(fields, "draft");
        RolloutPlan.Base base = fields.required("base").map(this::base).orElse(new RolloutPlan.Base("", null));
        RolloutFigures rehearsed = figures(fields);
        List<Stage> stages = new ArrayList<>();
        fields.required("stages").ifPresent(node -> fields.elements("stages").forEach(each -> stage(each, rehearsed.agents()).ifPresent(stages::add)));
        Signers signers = signers(fields);
        int recorders = (int) number(fields, "recorders", 0, RolloutPlan.MOST_RECORDERS, 0);
        List<Receiver> receivers = new ArrayList<>();
        fields.elements("to").forEach(each -> receiver(each).ifPresent(receivers::add));
        if (problems.errors() > 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RolloutPlan(bundle, drafts, draft, base, fields.texts("guardrails"), stages, signers, recorders, rehearsed, receivers));
        } catch (IllegalArgumentException wrong) {
            problems.error(fields.node("stages").orElse(root), wrong.getMessage());
            return Optional.empty();
        }
    }

    private String required(MappingReader fields, String key) {
        return fields.required(key).flatMap(node -> fields.text(key, node)).orElse("");
    }

    private RolloutPlan.Base base(Node node) {
        MappingReader fields = MappingReader.of(node, "'base'", BASE_KEYS, problems);
        return new RolloutPlan.Base(required(fields, "hash"), fields.node("sequence").isEmpty() ? null : Long.valueOf(number(fields, "sequence", 1, MOST, 1)));
    }

    private Optional<Stage> stage(Node node, SeenAgents seen) {
        int before = problems.errors();
        MappingReader fields = MappingReader.of(node, "a stage", STAGE_KEYS, problems);
        Optional<Degree> degree = fields.required("degree").flatMap(word -> fields.word("degree", word, Degree::of, DEGREES));
        Degree others = fields.word("others", Degree::of, DEGREES, Degree.AUDIT);
        Degree then = fields.word("then", Degree::of, DEGREES, Degree.OFF);
        int share = (int) number(fields, "share", 1, Stage.WHOLE, Stage.WHOLE);
        Long until = fields.node("until").flatMap(text -> instant(fields, text)).orElse(null);
        Set<String> agents = new HashSet<>();
        fields.texts("agents").forEach(written -> seen.ids(written).ifPresentOrElse(agents::addAll, () -> problems.error(fields.node("agents").orElse(node), "No agent is called '" + written + "' in the rehearsed runs that the plan is of: write the id of the agent, or make the plan on a snapshot in which it acted."
                + Suggestion.of(written, seen.byName().keySet()))));
        if (until == null && fields.node("then").isPresent()) {
            problems.error(node, "'then' says what is done when the stage has ended, and needs 'until'.");
        }
        if (until != null && fields.node("then").isEmpty()) {
            problems.error(node, "A stage that ends needs 'then': what is done after it, off or enforce.");
        }
        try {
            return problems.errors() > before ? Optional.empty() : Optional.of(new Stage(degree.orElseThrow(), others, agents, share, until, then));
        } catch (IllegalArgumentException wrong) {
            problems.error(node, "This is no stage: " + wrong.getMessage() + ".");
            return Optional.empty();
        }
    }

    private Optional<Receiver> receiver(Node node) {
        int before = problems.errors();
        MappingReader fields = MappingReader.of(node, "a receiver", RECEIVER_KEYS, problems);
        String url = required(fields, "url");
        Optional<Pin> pin = fields.required("pin").flatMap(text -> fields.text("pin", text)).flatMap(Pin::parse);
        if (problems.errors() == before && pin.isEmpty()) {
            problems.error(node, "'pin' takes what 'pathwarden policy receive' prints: 'sha256//' and 44 characters behind it.");
        }
        try {
            return problems.errors() > before ? Optional.empty() : Optional.of(new Receiver(new URI(url), pin.orElseThrow(), fields.text("tokenFile", (String) null), fields.text("tokenVariable", (String) null)));
        } catch (URISyntaxException | IllegalArgumentException wrong) {
            problems.error(node, wrong instanceof URISyntaxException ? "'url' takes https://HOST:PORT." : "This is no receiver: " + wrong.getMessage() + ".");
            return Optional.empty();
        }
    }

    private Optional<Long> instant(MappingReader fields, Node node) {
        Optional<String> text = fields.text("until", node);
        try {
            Optional<Instant> instant = text.map(Instant::parse);
            return instant.map(at -> Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano()));
        } catch (DateTimeException | ArithmeticException wrong) {
            problems.error(node, "'until' takes an instant in UTC, such as 2026-12-07T10:00:00Z.");
            return Optional.empty();
        }
    }

    private Signers signers(MappingReader fields) {
        if (fields.node("signers").isEmpty()) {
            fields.node("signatures").ifPresent(node -> problems.error(node, "'signatures' says how many of the 'signers' have to sign, and needs them."));
            return null;
        }
        List<String> keys = fields.texts("signers");
        try {
            return new Signers(keys, (int) number(fields, "signatures", 1, Signers.MOST, Math.max(1, keys.size())));
        } catch (IllegalArgumentException wrong) {
            problems.error(fields.node("signers").orElseThrow(), "This cannot be asked for: " + wrong.getMessage() + ".");
            return null;
        }
    }

    private RolloutFigures figures(MappingReader fields) {
        SortedMap<String, RolloutFigures.Hits> hits = new TreeMap<>();
        fields.node("hits").ifPresent(node -> {
            MappingReader named = MappingReader.of(node, "'hits'", null, problems);
            for (String id : named.names()) {
                MappingReader one = MappingReader.of(named.node(id).orElseThrow(), "what a guardrail came to", FIGURE_KEYS, problems);
                long runs = number(one, "runs", 0, MOST, 0);
                hits.put(id, new RolloutFigures.Hits(runs, Math.max(runs, number(one, "steps", 0, MOST, 0))));
            }
        });
        SeenAgents agents = agents(fields);
        return fields.node("rehearsed").map(node -> {
            MappingReader whole = MappingReader.of(node, "'rehearsed'", FIGURE_KEYS, problems);
            try {
                return new RolloutFigures(number(whole, "runs", 0, MOST, 0), number(whole, "steps", 0, MOST, 0), hits, agents, goodWork(fields));
            } catch (IllegalArgumentException wrong) {
                problems.error(node, wrong.getMessage());
                return RolloutFigures.NONE;
            }
        }).orElse(RolloutFigures.NONE);
    }

    private SeenAgents agents(MappingReader fields) {
        SortedMap<String, SortedSet<String>> byName = new TreeMap<>();
        fields.node("agents").ifPresent(node -> {
            MappingReader named = MappingReader.of(node, "'agents'", null, problems);
            named.names().forEach(name -> byName.put(name, new TreeSet<>(named.texts(name))));
        });
        return new SeenAgents(byName);
    }

    /** What is known of judged good work; null where nothing is. */
    private RolloutFigures.GoodWork goodWork(MappingReader fields) {
        return fields.node("goodWork").map(node -> {
            MappingReader judged = MappingReader.of(node, "'goodWork'", GOOD_KEYS, problems);
            long steps = number(judged, "steps", 0, MOST, 0);
            return new RolloutFigures.GoodWork(steps, number(judged, "stopped", 0, steps, 0));
        }).orElse(null);
    }

    private long number(MappingReader fields, String key, long least, long most, long otherwise) {
        Optional<Node> node = fields.node(key);
        if (node.isEmpty()) {
            return otherwise;
        }
        if (node.get() instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT) && scalar.getValue().matches("[0-9]{1,12}")) {
            long number = Long.parseLong(scalar.getValue());
            if (number >= least && number <= most) {
                return number;
            }
        }
        problems.error(node.get(), "'" + key + "' takes a whole number from " + least + " to " + most + ".");
        return otherwise;
    }
}
