package dev.pathwarden.recorder.hooks.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every proxy that a hook puts in the place of an object of the program. */
class StandInsTest {

    private static final String HOOKS = "dev.pathwarden.recorder.hooks.";

    @ParameterizedTest
    @CsvSource({"langchain4j.NotingHandler,0", "sdk.NotingResponse,0", "sdk.NotingStream,0", "sdk.NotingStream$Subscriber,1", "springai.ToolCallbackHook$Deciding,1"})
    void standIn_isEqualToItself_andElseAsTheObjectIs(String name, int at) throws Exception {
        List<String> original = List.of("a");
        Constructor<?> constructor = Class.forName(HOOKS + name).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object[] arguments = new Object[constructor.getParameterCount()];
        arguments[at] = original;
        InvocationHandler handler = (InvocationHandler) constructor.newInstance(arguments);
        Object standIn = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Runnable.class}, handler);

        assertThat(standIn.equals(standIn)).isTrue();
        assertThat(standIn.equals(List.of("a"))).isTrue();
        assertThat(standIn.equals(List.of("b"))).isFalse();
        assertThat(standIn).hasSameHashCodeAs(original).hasToString("[a]");
    }
}
