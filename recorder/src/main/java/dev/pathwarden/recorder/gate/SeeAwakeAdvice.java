package dev.pathwarden.recorder.gate;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** As {@link SeeAdvice}, unless the point sleeps: then a call costs a look into an array. */
final class SeeAwakeAdvice {

    private SeeAwakeAdvice() {
    }

    @Advice.OnMethodEnter
    static Object enter(@Point int point, @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self, @Advice.AllArguments Object[] arguments) {
        return PathwardenGate.sleeps(point) ? null : PathwardenGate.enter(point, self, arguments);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Point int point, @Advice.Enter Object token, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result, @Advice.Thrown Throwable error) {
        if (token != null) {
            PathwardenGate.exit(point, token, result, error);
        }
    }
}
