package dev.pathwarden.workbench.aftermath;

import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.rehearsal.RehearsedPath;
import dev.pathwarden.policies.rehearsal.Rehearser;
import dev.pathwarden.workbench.path.PathIndex;
import java.nio.file.Path;
import java.util.List;

/** Sample runs as they would have gone: a guardrail stops the call that loads customers, another the program with high rights, as before. */
public final class SampleRehearsals {

    private static final String LOADS = "id: no-customers\ntitle: T\non: [tool.call]\nwhen: step.tool.name == 'load_customers'\naction: block\n";
    private static final String PROGRAMS = "id: no-sudo\ntitle: T\non: [code.process]\nwhen: step.process.privileged\naction: hold\n";

    private SampleRehearsals() {
    }

    /** Tries these guardrails on a run. */
    public static Rehearser rehearser() {
        return Rehearser.besideRecord(GuardrailCompiler.compile(List.of(new GuardrailSource("a.yaml", LOADS), new GuardrailSource("b.yaml", PROGRAMS))).bundle(), DryRunMode.WHOLE_PATH);
    }

    /** What they make of a run. */
    public static RehearsedSteps of(PathIndex path) {
        return RehearsedSteps.of(path, RehearsedPath.of(path.run(), rehearser().rehearse(Path.of("sample"), path.run())));
    }
}
