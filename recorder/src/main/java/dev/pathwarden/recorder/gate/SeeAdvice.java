package dev.pathwarden.recorder.gate;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Shows a call to the gate. No {@code suppress}: the gate lets nothing out but the refusal. */
final class SeeAdvice {

    private SeeAdvice() {
    }

    @Advice.OnMethodEnter
    static Object enter(@Point int point, @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self, @Advice.AllArguments Object[] arguments) {
        return PathwardenGate.enter(point, self, arguments);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Point int point, @Advice.Enter Object token, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result, @Advice.Thrown Throwable error) {
        if (token != null) {
            PathwardenGate.exit(point, token, result, error);
        }
    }
}
