import { Module } from '@nestjs/common';
import { CalendarBook } from './calendars';

@Module({ providers: [CalendarBook], exports: [CalendarBook] })
export class RegistryModule {}
