package dev.pathwarden.recorder.gate;

import dev.pathwarden.recorder.hooks.HookPoint;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;

/**
 * Gives advice the number of its hook point as a constant, when the advice is written into a method and not when it is read: so one advice, read once, serves
 * all points of its {@link HookPoint.Shape shape}. Reading one for each point took a quarter of the time that weaving takes.
 */
enum PointNumber implements Advice.OffsetMapping.Factory<Point>, Advice.OffsetMapping {
    INSTANCE;

    @Override
    public Class<Point> getAnnotationType() {
        return Point.class;
    }

    @Override
    public Advice.OffsetMapping make(ParameterDescription.InDefinedShape parameter, AnnotationDescription.Loadable<Point> annotation, AdviceType adviceType) {
        return this;
    }

    @Override
    public Target resolve(TypeDescription type, MethodDescription method, Assigner assigner, Advice.ArgumentHandler arguments, Sort sort) {
        return new Target.ForStackManipulation(IntegerConstant.forValue(((OfPoint) method).number));
    }

    /** A method as one hook point sees it. */
    static final class OfPoint extends MethodDescription.Latent {
        private final int number;

        OfPoint(TypeDescription type, MethodDescription.InDefinedShape method, int number) {
            // Erased: advice needs no generic signature, and reading those takes longer than all else here.
            super(type, method.getInternalName(), method.getModifiers(), List.of(), method.getReturnType().asErasure().asGenericType(),
                    new ParameterDescription.Token.TypeList(method.getParameters().asTypeList().asErasures()), List.of(), List.of(), null, null);
            this.number = number;
        }
    }
}
