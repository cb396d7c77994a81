package dev.pathwarden.policies.compiler;

import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Message;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.GuardrailParser;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.ListFile;
import dev.pathwarden.policies.guardrail.LocatedText;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.WrittenException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compiles guardrail files to a bundle. A guardrail with an error is left out and named; the others are compiled all the same. */
public final class GuardrailCompiler {

    private static final int VERSION_BYTES = 8;

    private GuardrailCompiler() {
    }

    /** Compiles these files. Takes text from anywhere; throws nothing. The first compilation in a JVM takes about a second. */
    public static Compilation compile(List<GuardrailSource> sources) {
        CelEnvironment environment = new CelEnvironment();
        List<Problem> problems = new ArrayList<>();
        List<Guardrail> guardrails = new ArrayList<>();
        List<GuardrailDocument> documents = new ArrayList<>();
        Map<String, GuardrailDocument> seen = new HashMap<>();
        Set<Expr.Past> operators = new HashSet<>();
        Map<String, ListFile> known = new HashMap<>();
        SortedMap<String, String> lists = new TreeMap<>();
        for (GuardrailSource source : sources) {
            int first = problems.size();
            GuardrailParser.Parsed parsed = GuardrailParser.parse(source);
            problems.addAll(parsed.problems());
            for (GuardrailDocument document : parsed.documents()) {
                GuardrailDocument earlier = seen.putIfAbsent(document.id().value(), document);
                if (earlier != null) {
                    problems.add(new Problem(Problem.Severity.ERROR, document.source(), document.id().line(), document.id().column(), "The id '" + document.id().value()
                            + "' is already that of the guardrail at " + earlier.source() + ":" + earlier.id().line() + ". Choose another."));
                    continue;
                }
                ListReads reads = new ListReads(source, known);
                compile(document, environment, reads, problems).filter(guardrail -> isBounded(document, guardrail, operators, problems)).ifPresent(guardrail -> {
                    operators.addAll(guardrail.operators());
                    guardrails.add(guardrail);
                    documents.add(document);
                    lists.putAll(reads.hashes());
                });
            }
            problems.subList(first, problems.size()).sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        }
        return new Compilation(Bundle.of(guardrails), problems, documents, lists);
    }

    /** Whether what a guardrail asks of earlier steps fits into what a bundle may ask. */
    private static boolean isBounded(GuardrailDocument document, Guardrail guardrail, Set<Expr.Past> others, List<Problem> problems) {
        int own = guardrail.operators().size();
        long all = others.size() + guardrail.operators().stream().filter(operator -> !others.contains(operator)).count();
        String problem = own > Expr.Past.MOST_OF_A_GUARDRAIL ? "This guardrail has " + own + " operators over earlier steps; the most are " + Expr.Past.MOST_OF_A_GUARDRAIL + ". Split it."
                : all > Expr.Past.MOST_OF_A_BUNDLE ? "With this guardrail the bundle would have " + all + " different operators over earlier steps; the most are " + Expr.Past.MOST_OF_A_BUNDLE
                        + ". Leave out guardrails, or let them ask the same." : null;
        if (problem != null) {
            problems.add(new Problem(Problem.Severity.ERROR, document.source(), document.id().line(), document.id().column(), problem));
        }
        return problem == null;
    }

    private static Optional<Guardrail> compile(GuardrailDocument document, CelEnvironment environment, ListReads reads, List<Problem> problems) {
        int before = problems.size();
        ConditionCompiler conditions = new ConditionCompiler(environment, document.source(), reads, problems);
        List<Guardrail.Let> lets = new ArrayList<>();
        for (Map.Entry<String, LocatedText> let : document.let().entrySet()) {
            conditions.let(let.getKey(), let.getValue()).ifPresent(condition -> lets.add(new Guardrail.Let(let.getKey(), condition)));
        }
        // Without all its names a condition would only be told that they do not exist.
        if (lets.size() < document.let().size()) {
            return Optional.empty();
        }
        Optional<Condition> when = conditions.when(document.when());
        List<Guardrail.Except> exceptions = new ArrayList<>();
        for (WrittenException written : document.exceptions()) {
            conditions.when(written.when()).ifPresent(condition -> exceptions.add(new Guardrail.Except(written.name().value(), condition, written.reason(), written.until())));
        }
        Optional<Message> message = MessageCompiler.compile(document.message(), conditions.lets(), environment, document.source(), problems);
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Guardrail(document.id().value(), version(document.text(), reads), document.title(), document.severity(), document.tags(), document.on(), lets,
                when.orElseThrow(), exceptions, document.action(), document.options(), document.mode(), null, document.onFault(), message.orElseThrow()));
    }

    /** A guardrail with other entries in its list is another one. */
    private static String version(String text, ListReads reads) {
        String whole = reads.hashes().isEmpty() ? text : text + "\n" + reads.hashes();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
