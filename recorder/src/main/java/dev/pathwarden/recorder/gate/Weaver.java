package dev.pathwarden.recorder.gate;

import dev.pathwarden.recorder.hooks.HookPoint;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** Weaves calls of the gate into class files. Adds no field and no method, so that loaded classes can be changed as well. For any thread. */
final class Weaver {

    private final ByteBuddy byteBuddy = new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(InstrumentedType.Factory.Default.FROZEN)
            .with(Implementation.Context.Disabled.Factory.INSTANCE);
    private final Map<HookPoint.Shape, Class<?>> advices = new EnumMap<>(HookPoint.Shape.class);
    private final ClassFileLocator adviceFiles;

    Weaver() {
        advices.put(HookPoint.Shape.SEE, SeeAdvice.class);
        advices.put(HookPoint.Shape.REPLACE_RESULT, ReplaceResultAdvice.class);
        advices.put(HookPoint.Shape.REPLACE_ARGUMENTS, ReplaceArgumentsAdvice.class);
        // Read once: an advice is parsed anew for each point, because its number becomes a constant in it.
        Map<String, byte[]> files = new HashMap<>();
        advices.values().forEach(advice -> files.put(advice.getName(), ClassFileLocator.ForClassLoader.read(advice)));
        adviceFiles = new ClassFileLocator.Simple(files);
    }

    /**
     * The class file with the points woven in; null if no method of it matches any of them.
     *
     * @param loader loader of the class, null for the boot loader
     */
    byte[] weave(String className, ClassLoader loader, byte[] classFile, List<NumberedPoint> points) {
        ClassFileLocator locator = new ClassFileLocator.Compound(ClassFileLocator.Simple.of(className, classFile),
                loader == null ? ClassFileLocator.ForClassLoader.ofBootLoader() : ClassFileLocator.ForClassLoader.of(loader));
        TypeDescription type = TypePool.Default.of(locator).describe(className).resolve();
        DynamicType.Builder<?> builder = byteBuddy.decorate(type, locator);
        boolean any = false;
        for (NumberedPoint point : points) {
            ElementMatcher<MethodDescription> methods = ElementMatchers.<MethodDescription>isMethod()
                    .and(ElementMatchers.not(ElementMatchers.<MethodDescription>isNative().or(ElementMatchers.isAbstract())))
                    .and(point.point().methods());
            if (type.getDeclaredMethods().filter(methods).isEmpty()) {
                continue;
            }
            any = true;
            Advice advice = Advice.withCustomMapping().bind(Point.class, point.number()).to(advices.get(point.point().shape()), adviceFiles);
            builder = builder.visit(advice.on(methods));
        }
        return any ? builder.make(TypeResolutionStrategy.Disabled.INSTANCE).getBytes() : null;
    }
}
