package dev.pathwarden.recorder.gate;

import dev.pathwarden.recorder.hooks.HookPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Weaves calls of the gate into class files. Adds no field and no method, so that loaded classes can be changed as well. For any thread.
 *
 * <p>Implementation note. A JVM pays for this before its first line, with code that no compiler has seen yet. Byte Buddy's advice does the weaving, but its type
 * builder, which would look at every member of the class and plan for any change, is left out: methods without a point are copied byte for byte. Types that
 * methods take are known by name alone; their class files are not read.
 */
final class Weaver {

    private final Map<HookPoint.Shape, Advice> advices = new EnumMap<>(HookPoint.Shape.class);

    Weaver() {
        advices.put(HookPoint.Shape.SEE, read(SeeAdvice.class));
        advices.put(HookPoint.Shape.SEE_AWAKE, read(SeeAwakeAdvice.class));
        advices.put(HookPoint.Shape.REPLACE_RESULT, read(ReplaceResultAdvice.class));
        advices.put(HookPoint.Shape.REPLACE_ARGUMENTS, read(ReplaceArgumentsAdvice.class));
        advices.put(HookPoint.Shape.REPLACE_BOTH, read(ReplaceBothAdvice.class));
        advices.put(HookPoint.Shape.ANSWER, read(AnswerAdvice.class));
    }

    /** Also reads the gate's own type by which an advice skips a body: the JVM has no resource for it. */
    private static Advice read(Class<?> advice) {
        ClassFileLocator own = ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());
        try {
            return Advice.withCustomMapping().bind(PointNumber.INSTANCE).to(advice, new ClassFileLocator.Simple(Map.of(
                    advice.getName(), own.locate(advice.getName()).resolve(), PathwardenGate.Instead.class.getName(), own.locate(PathwardenGate.Instead.class.getName()).resolve())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The class file with the points woven in; null if no method of it matches any of them.
     *
     * @param loader loader of the class, null for the boot loader
     */
    byte[] weave(String className, ClassLoader loader, byte[] classFile, List<NumberedPoint> points) {
        ClassFileLocator locator = new ClassFileLocator.Compound(ClassFileLocator.Simple.of(className, classFile),
                loader == null ? ClassFileLocator.ForClassLoader.ofBootLoader() : ClassFileLocator.ForClassLoader.of(loader));
        TypePool pool = TypePool.Default.WithLazyResolution.of(locator);
        TypeDescription type = pool.describe(className).resolve();
        Map<String, List<Woven>> methods = methods(type, points);
        if (methods.isEmpty()) {
            return null;
        }
        ClassReader reader = OpenedClassReader.of(classFile);
        ClassWriter writer = new ClassWriter(reader, AsmVisitorWrapper.NO_FLAGS);
        reader.accept(new WeavingVisitor(writer, type, pool, methods, ClassFileVersion.ofClassFile(classFile)), AsmVisitorWrapper.NO_FLAGS);
        return writer.toByteArray();
    }

    private Map<String, List<Woven>> methods(TypeDescription type, List<NumberedPoint> points) {
        Map<String, List<Woven>> found = new HashMap<>();
        for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
            if (!method.isMethod() || method.isNative() || method.isAbstract()) {
                continue;
            }
            for (NumberedPoint point : points) {
                if (point.point().methods().matches(method)) {
                    found.computeIfAbsent(method.getInternalName() + method.getDescriptor(), key -> new ArrayList<>())
                            .add(new Woven(advices.get(point.point().shape()), new PointNumber.OfPoint(type, method, point.number())));
                }
            }
        }
        return found;
    }

    private record Woven(Advice advice, MethodDescription method) {
    }

    private static final class WeavingVisitor extends ClassVisitor {
        private final TypeDescription type;
        private final TypePool pool;
        private final Map<String, List<Woven>> methods;
        private final Implementation.Context context;

        WeavingVisitor(ClassVisitor next, TypeDescription type, TypePool pool, Map<String, List<Woven>> methods, ClassFileVersion version) {
            super(OpenedClassReader.ASM_API, next);
            this.type = type;
            this.pool = pool;
            this.methods = methods;
            context = Implementation.Context.Disabled.Factory.INSTANCE.make(type, new AuxiliaryType.NamingStrategy.Suffixing("pathwarden"), TypeInitializer.None.INSTANCE, version, version);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
            for (Woven woven : methods.getOrDefault(name + descriptor, List.of())) {
                visitor = woven.advice().wrap(type, woven.method(), visitor, context, pool, AsmVisitorWrapper.NO_FLAGS, AsmVisitorWrapper.NO_FLAGS);
            }
            return visitor;
        }
    }
}
