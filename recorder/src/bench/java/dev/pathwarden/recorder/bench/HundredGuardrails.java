package dev.pathwarden.recorder.bench;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A hundred guardrails such as people write: conditions on names, labels, where values came from, counts and patterns, for all kinds of steps. Sixty of them apply to a tool's
 * call. None stops the benchmark's steps.
 */
final class HundredGuardrails {

    private static final int COPIES = 10;
    // Operation and condition; # stands for the number of the copy.
    private static final String[][] KINDS = {
        {"tool.call", "step.tool.name == 'send_mail_#' && labels.exists(l, l.startsWith('pii.'))"},
        {"tool.call", "step.tool.name in ['delete_#', 'drop_#', 'purge_#'] && count('tool.call') > 5000000"},
        {"tool.call", "provenance.exists(l, l == 'untrusted') && step.name.startsWith('transfer_#')"},
        {"tool.call", "step.labels.exists(l, l.startsWith('secret.')) && step.name != 'vault_#'"},
        {"tool.call", "count('model.chat') > 100000000 + #"},
        {"tool.call", "step.name.matches('^(admin|root)[a-z_]*#$')"},
        {"data.file.write", "step.file.path.startsWith('/etc/#') || step.file.temporary && step.file.contentKnown && step.labels.exists(l, l.startsWith('pii.'))"},
        {"data.http", "step.http.host == 'h#.example.com' && step.http.method in ['POST', 'PUT']"},
        {"data.sql", "step.sql.writes && step.sql.tables.exists(t, t == 'table_#')"},
        {"code.process", "step.process.executable == 'tool#' && step.process.privileged"},
    };

    private HundredGuardrails() {
    }

    /** The conditions of those for that operation. */
    static List<String> conditions(String operation) {
        List<String> conditions = new ArrayList<>();
        for (String[] kind : KINDS) {
            for (int copy = 0; copy < COPIES && kind[0].equals(operation); copy++) {
                conditions.add(kind[1].replace("#", Integer.toString(copy)));
            }
        }
        return conditions;
    }

    /** The compiled bundle. */
    static byte[] bundle() {
        return bundle(COPIES);
    }

    /** A bundle with that many of each kind. */
    static byte[] bundle(int copies) {
        List<GuardrailSource> sources = new ArrayList<>();
        for (int kind = 0; kind < KINDS.length; kind++) {
            for (int copy = 0; copy < copies; copy++) {
                String id = "bench-" + kind + "-" + copy;
                sources.add(new GuardrailSource(id + ".yaml", """
                        id: %s
                        title: A guardrail of the benchmark
                        description: Detects what never comes.
                        severity: low
                        maturity: sandbox
                        on: [%s]
                        when: "%s"
                        action: block
                        mode: enforce
                        message: No.
                        misses: Everything.
                        false_positives: None.
                        """.formatted(id, KINDS[kind][0], KINDS[kind][1].replace("#", Integer.toString(copy)))));
            }
        }
        Compilation compilation = GuardrailCompiler.compile(sources);
        if (compilation.bundle().guardrails().size() != KINDS.length * copies) {
            throw new IllegalStateException(compilation.problems().toString());
        }
        return compilation.bundle().bytes();
    }
}
