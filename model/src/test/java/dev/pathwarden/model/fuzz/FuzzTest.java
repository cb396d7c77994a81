package dev.pathwarden.model.fuzz;

import dev.pathwarden.fuzz.Fuzzer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer looks for inputs that break a target: {@code ./mvnw -Pdeep -pl model -Dtest=FuzzTest test}. {@code -Dpathwarden.fuzz.runs=N} sets how many inputs each target gets, by default so many that all together get ten million;
 * {@code -Dpathwarden.fuzz.merge=true} then keeps what reaches more.
 */
@EnabledIfSystemProperty(named = "pathwarden.deep", matches = "true")
class FuzzTest {

    private static final long ALL_RUNS = 10_000_000;

    @ParameterizedTest
    @EnumSource(Target.class)
    void target_givenManyInputs_isNotBroken(Target target) throws Exception {
        Fuzzer fuzzer = new Fuzzer(target);
        fuzzer.run(Long.getLong("pathwarden.fuzz.runs", ALL_RUNS / Target.values().length));
        if (Boolean.getBoolean("pathwarden.fuzz.merge")) {
            fuzzer.merge();
        }
    }
}
