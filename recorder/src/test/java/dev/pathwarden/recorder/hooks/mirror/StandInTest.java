package dev.pathwarden.recorder.hooks.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandInTest {

    @Test
    void standIn_isEqualToItself_andElseAsTheObjectIs() {
        List<String> original = List.of("a");
        Object standIn = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Runnable.class},
                (proxy, method, arguments) -> StandIn.isOfObject(method) ? StandIn.answer(proxy, original, method, arguments) : null);

        assertThat(standIn.equals(standIn)).isTrue();
        assertThat(standIn.equals(List.of("a"))).isTrue();
        assertThat(standIn.equals(List.of("b"))).isFalse();
        assertThat(standIn).hasSameHashCodeAs(original).hasToString("[a]");
    }
}
