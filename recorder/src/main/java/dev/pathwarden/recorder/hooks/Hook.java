package dev.pathwarden.recorder.hooks;

import dev.pathwarden.model.step.Operation;
import java.util.List;
import java.util.Set;

/** One kind of action that is seen and can be stopped, with all the methods through which it can happen. */
public interface Hook {

    /** The name in the record, such as {@code file.read}. */
    String id();

    /** Operations of the steps it makes. Where it fails to make one, the step goes on unless a guardrail for one of them says {@code onFault: deny}. */
    default Set<Operation> operations() {
        return Set.of();
    }

    /** The methods it hooks. Asked once, at start. */
    List<HookPoint> points();
}
