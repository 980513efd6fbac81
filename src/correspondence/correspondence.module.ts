import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { CasesModule } from '../cases/cases.module';
import { JobHandlers } from '../jobs/handlers';
import { JobsModule } from '../jobs/jobs.module';
import { AroundPupil } from './documents/around-pupil';
import { WholeDossier } from './documents/whole-dossier';
import { FeedbackMail } from './feedback/feedback-mail';
import { SchoolMail } from './feedback/school-mail';
import { LetterValuesReader } from './letters/letter-values';
import { ReportValues } from './letters/report-values';
import { Templates } from './letters/templates';
import { WriteLetter } from './letters/write-letter';
import { DailyOverview } from './mail/daily-overview';
import { ForgottenPassword } from './mail/forgotten-password';
import { Postbox } from './mail/postbox';
import { ReportReminders } from './mail/report-reminders';
import { SendMail } from './mail/send-mail';
import { Smtp } from './mail/smtp';

/** What goes out to people: mail, letters and documents. */
@Module({
  imports: [JobsModule, AccessModule, CasesModule],
  providers: [
    AroundPupil,
    FeedbackMail,
    ForgottenPassword,
    SchoolMail,
    DailyOverview,
    LetterValuesReader,
    Postbox,
    ReportReminders,
    ReportValues,
    SendMail,
    Smtp,
    Templates,
    WholeDossier,
    WriteLetter,
  ],
  exports: [ForgottenPassword, SchoolMail, Postbox, SendMail, Templates, WholeDossier, WriteLetter],
})
export class CorrespondenceModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(DailyOverview) private readonly overview: DailyOverview,
    @Inject(FeedbackMail) private readonly feedback: FeedbackMail,
    @Inject(ReportReminders) private readonly reminders: ReportReminders,
    @Inject(SendMail) private readonly sendMail: SendMail,
  ) {}

  onModuleInit(): void {
    this.handlers.register('mail-dagoverzicht', this.overview);
    this.handlers.register('mail-inleveren', this.reminders);
    this.handlers.register('mail-terugkoppeling', this.feedback);
    this.handlers.register('verstuur-mail', this.sendMail);
  }
}
