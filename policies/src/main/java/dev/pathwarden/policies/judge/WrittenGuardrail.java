package dev.pathwarden.policies.judge;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.LocatedText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One guardrail with the file it stands in, to be tried with other text. What it decides is looked at for it alone, whatever others stand in the file. Immutable.
 *
 * @param source the file
 * @param document the guardrail as it is written there
 * @param guardrail it, compiled
 * @param known what is known of tools and agents
 */
public record WrittenGuardrail(GuardrailSource source, GuardrailDocument document, Guardrail guardrail, Bundle known) {

    public WrittenGuardrail {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(guardrail, "guardrail");
        Objects.requireNonNull(known, "known");
    }

    /** The guardrails of files that compile, in their order, with what the compilation knows of tools and agents. */
    public static List<WrittenGuardrail> of(List<GuardrailSource> sources, Compilation compiled) {
        return compiled.documents().stream().map(document -> new WrittenGuardrail(sources.stream().filter(source -> source.name().equals(document.source())).findFirst().orElseThrow(), document,
                compiled.bundle().guardrails().stream().filter(guardrail -> guardrail.id().equals(document.id().value())).findFirst().orElseThrow(), compiled.bundle())).toList();
    }

    /** Its id. */
    public String id() {
        return guardrail.id();
    }

    /** It alone. */
    public Bundle alone() {
        return known.withGuardrails(List.of(guardrail));
    }

    /**
     * The same guardrail in a file with other text; with the action that it has here, which a profile may have given it.
     *
     * @return empty where the text does not compile, or has no guardrail of that id
     */
    Optional<WrittenGuardrail> with(String text) {
        GuardrailSource other = new GuardrailSource(source.name(), text, source.lists());
        Compilation compiled = GuardrailCompiler.compile(List.of(other));
        for (int i = 0; i < compiled.documents().size(); i++) {
            if (compiled.documents().get(i).id().value().equals(id())) {
                return Optional.of(new WrittenGuardrail(other, compiled.documents().get(i), compiled.bundle().guardrails().get(i).withAction(guardrail.action()), known));
            }
        }
        return Optional.empty();
    }

    /** Offset in the text of the file of a character of one of its conditions. */
    int offset(LocatedText condition, int at) {
        String text = source.text();
        int line = 1;
        int from = 0;
        while (line < condition.line(at)) {
            from = text.indexOf('\n', from) + 1;
            line++;
        }
        return text.offsetByCodePoints(from, condition.column(at) - 1);
    }
}
