package dev.pathwarden.recorder.gate;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** As {@link ReplaceBothAdvice}, and the gate can answer before the body, which then does not run. */
final class AnswerAdvice {

    private AnswerAdvice() {
    }

    @Advice.OnMethodEnter(skipOn = PathwardenGate.Instead.class)
    static Object enter(@Point int point, @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self,
            @Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object[] arguments) {
        Object[] changed = arguments;
        Object token = PathwardenGate.enter(point, self, changed);
        arguments = changed;
        return token;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Point int point, @Advice.Enter Object token, @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result, @Advice.Thrown Throwable error) {
        if (token != null) {
            result = PathwardenGate.exit(point, token, result, error);
        }
    }
}
