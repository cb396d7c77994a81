package dev.pathwarden.policies.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExhaustionTest {

    @Test
    void endOfStackOrHeap_isFound_howeverItIsWrapped() {
        Error end = new StackOverflowError();

        assertThat(Exhaustion.in(end)).isSameAs(end);
        assertThat(Exhaustion.in(new InvocationTargetException(new IllegalStateException(end)))).isSameAs(end);
        assertThat(Exhaustion.in(new IllegalStateException("no end"))).isNull();
    }

    @Test
    void classOfOurs_whoseInitialisationCameToAnEnd_isToldOfAsTheEnd_thenAndEverAfter() {
        Throwable first = catchThrowable(OutOfStack::touch);
        Throwable later = catchThrowable(OutOfStack::touch);

        assertThat(first).isInstanceOf(StackOverflowError.class);
        assertThat(Exhaustion.in(first)).isSameAs(first);
        assertThat(later).isInstanceOf(NoClassDefFoundError.class);
        assertThat(Exhaustion.in(later)).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void classOfOurs_whoseInitialisationFailedOtherwise_isAFault() {
        catchThrowable(Failing::touch);
        Throwable later = catchThrowable(Failing::touch);

        assertThat(later).isInstanceOf(NoClassDefFoundError.class);
        assertThat(Exhaustion.in(later)).isNull();
    }

    // The JVM remembers an error that came of the class's own code, and none that came before, as where the thread was stopped on the way there.
    @ParameterizedTest
    @ValueSource(strings = {"java.util.concurrent.ConcurrentHashMap$TreeBin", "jdk.internal.misc.Signal", "sun.nio.fs.UnixPath", "dev.pathwarden.policies.trust.Exhaustion"})
    void classOfTheJdkOrOfOurs_thatIsNotInitialisedForNoReasonGiven_isToldOfAsAnEnd(String type) {
        Error fault = new NoClassDefFoundError("Could not initialize class " + type);

        assertThat(Exhaustion.in(new BootstrapMethodError(fault))).isInstanceOf(StackOverflowError.class).hasMessageContaining(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Could not initialize class com.example.Driver", "java/sql/Driver", "dev.pathwarden.Missing"})
    void classOfTheProgram_orThatIsNotThere_isAFault(String message) {
        assertThat(Exhaustion.in(new NoClassDefFoundError(message))).isNull();
    }

    @Test
    void threadThatWasStopped_isAnEnd_alsoWhereOnlyWordsTellOfIt() {
        Error later = new NoClassDefFoundError("Could not initialize class java.util.concurrent.ConcurrentHashMap$TreeBin");
        later.initCause(new ExceptionInInitializerError("Exception java.lang.ThreadDeath [in thread \"Thread-1\"]"));

        assertThat(Exhaustion.in(later)).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void faultOfTheProgram_isNotAskedForItsMessage() {
        Throwable fault = new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new AssertionError("code of the program was called");
            }
        };

        assertThat(Exhaustion.in(fault)).isNull();
    }

    private static final class OutOfStack {
        private static final int DEPTH = descend(0);

        static int touch() {
            return DEPTH;
        }

        private static int descend(int depth) {
            return descend(depth + 1) + 1;
        }
    }

    private static final class Failing {
        private static final int VALUE = fail();

        static int touch() {
            return VALUE;
        }

        private static int fail() {
            throw new IllegalStateException("no value");
        }
    }
}
