"""The words by which lists of readers say who is on them and who has left. Data alone.

In the languages of the sign-up service: English, German, Spanish, French, Chinese, one after the
other. A star stands for any ending. Words are written as :func:`mailing.csvfile.senses.plain_text`
leaves them: small, without accents; German umlauts therefore both as ``u`` and as ``ue``.
"""

from __future__ import annotations

from enum import Enum


class Sense(Enum):
    """What one word is about."""

    JOINED = "gets the letter"
    LEFT = "left"
    PENDING = "has not confirmed"
    NOT = "not"
    STATUS = "status"
    EMAIL = "e-mail"
    CONTACT = "to write to"
    CHANNEL = "another way than e-mail, or another consent"
    MONEY = "what is paid for"
    RECORD = "when something was written down"
    ABOUT = "somebody or something else"
    PASSING = "welcome, where it stands below a status"
    OVER = "gone, former or over, and of what is not said"
    TERMS = "what people agree to beside a letter, or are interested in"
    PLAIN = "of, at, date"
    UNKNOWN = ""


WORDS = {
    Sense.LEFT: """
        unsub* optout* optedout* disabl* deactivat* inactiv* delet* block* blacklist* blocklist*
        cancel* bounc* hardbounc* softbounc* clean cleaned complain* suppress* remov* left leave
        leaver leavers leaving withdr* spam* abus* undeliver* invalid* revok* revoc* reject*
        refus* declin* ban banned exclu* terminat* ended lapsed quit forgotten erased denied
        dropped stop stopped churn* depart departed departure resign* gone expired archived
        paused
        suspend* closed unregister* deregister* unenrol* nonsubscri* forbid* prohibit* dnc dne
        dormant object objected objection signedoff unwanted dead forget abgemeld* abmeld*
        abbestell* gekund* gekuend* kundig* kuendig* gesperr* sperr* gelosch* geloesch* losch*
        loesch* ausgetragen austrag* austritt* ausgetreten widerruf* widerspr* widersproch*
        deaktiv* inaktiv* ungultig* ungueltig* unzustellbar* abgelehn* ablehn* entfern*
        blockier*
        storn* beendet* verweiger* abgelaufen* zuruckgezogen zurueckgezogen unerwunscht*
        unerwuenscht* verboten werbesperr* pausiert* geschlossen unterdruckt beschwer*
        ausgeschlossen baja bajas debaja desuscri* desubscri* dessuscri* desapunt* desinscri*
        anulad* anulacion eliminad* eliminacion borrad* bloque* rebot* desactiv* deshabilit*
        retirad* revocad* revocacion rechaz* excluid* suspendid* queja* caducad* renunci*
        oposicion suprimid* expulsad* abandon* cerrad* desabon* desins* resili* supprim* bloqu*
        annul* inactif* retir* rejet* revoqu* plaint* oppos* radie* efface* rebond* banni*
        indesirable* quitte expire ferme 退订 退訂 取消订阅 取消訂閱 取消 退出 禁用 停用 拉黑
        黑名单 黑名單 屏蔽 删除 刪除 退信 投诉 投訴 拒收 拒绝 拒絕 注销 註銷 失效 封禁 无效 無效
        raus runter quitar quiten sacar saquen
        撤回 撤销 撤銷 停止 暂停 移除 关闭 離開 离开 冻结 过期 封鎖 弹回
    """,
    Sense.JOINED: """
        subscri* newsletter* optin* optedin* consent* permission* permit* marketing* mailing*
        active activ* activat* enabl* confirm* verif* agree* accept* allow* authoris* authoriz*
        approv* want wants wanted wish wishes receiv* enrolled granted opted abonn* abo abos
        erwunscht erwuenscht gewunscht gewuenscht
        angemeld* anmeld* einwillig* eingewillig* zustimm* zugestimm* erlaub* aktiv* bestatig*
        bestaetig* eingetragen erhalt* empfang* empfaeng* bezieh* wunscht wuenscht mochte
        moechte
        freigegeben genehmig* gestatt* akzept* rundbrief* elternbrief* infobrief* werbung
        verteiler* mailverteiler* suscri* boletin* alta altas consient* permis* acept* autoriz*
        inscri* recib* apuntad* habilitad* desea quiere vigente infolettre* lettre actif*
        accord*
        autoris* recevoir recoit souhait* valide 订阅 訂閱 同意 许可 許可 授权 授權 启用 啟用 激活
        有效 通讯 通訊 简报 簡報 电子报 電子報 接收 确认 確認 正常 活跃 验证 驗證
        愿意 要 bekomm* mochten moechten souhaitez voulez 允许 允許
    """,
    Sense.PENDING: """
        pending* unconfirm* unverif* invit* unactivat* await* waiting unapprov* needed
        ausstehend*
        unbestatig* unbestaetig* wartend* wartet eingeladen* pendient* attente 待 邀请 邀請
    """,
    Sense.NOT: """
        not no non never without dont doesnt didnt nolonger cannot none nicht kein* nie niemals
        ohne nein nichts nada rien nothing anymore sin nunca jamas ne pas plus sans jamais
        aucun* 不 未 没 沒 非 无 無 勿 别 否
    """,
    Sense.STATUS: """
        status state statut etat estado zustand stand standing situacion situation preference
        preferences 状态 狀態
    """,
    Sense.EMAIL: """
        email emails mail mails correo correos electronico electronicos electronica electronique
        courriel courriels mel emailed emailing emailings 邮件 郵件 电邮 電郵 邮箱 郵箱 电子
        電子 电子邮件 電子郵件 邮 郵 emailadress* mailadress*
    """,
    Sense.CONTACT: """
        contact contacts contacted contacting send sending write writing disturb kontakt
        kontaktier* anschreiben schreiben senden zusenden contactar enviar escribir molestar
        contacter envoyer ecrire 联系 聯繫 发送 發送 打扰 打擾
    """,
    Sense.CHANNEL: """
        sms mms phone* telephone* mobile cell whatsapp telegram signal call calls calling called
        fax post postal push photo* foto* image images picture* video* telefon* handy anruf*
        bild
        bilder* briefpost postalisch* movil llamad* imagen imagenes fotograf* portable appel
        appels courrier 短信 简讯 簡訊 电话 電話 手机 手機 照片 图片 微信 facebook instagram
        linkedin cookie cookies
    """,
    Sense.MONEY: """
        paid plan plans tier tiers price amount payment* stripe gift gifted comp comped
        complimentary founding premium donat* donor order orders revenue currency spent expiry
        expires expiration renew* trial* billing invoice* zahl* bezahl* pago pagos pagado
        paiement
        paye 付费 支付 订单
    """,
    Sense.RECORD: """
        created create creation added add updated update modified modification changed change
        last
        first imported import joined join registered registration register signup signedup seen
        login opened open opens clicked click clicks sent activity engaged engagement
        interaction
        timestamp zeitstempel horodat* temporal 时间戳 時間戳 birthday birth dob born anniversary
        erstell* angelegt geander* geaender*
        aktualisier* hinzugefug* hinzugefueg* geburt* beitritt* registrier* importier* zuletzt
        letzte* creado creada creacion actualiz* modificad* nacimiento cumpleanos registro
        registrad* ultimo ultima anadid* cree creee modifie ajoute naissance anniversaire
        dernier
        derniere maj enregistr* 创建 創建 更新 修改 添加 加入 注册 註冊 生日 导入 最后 最近
    """,
    Sense.ABOUT: """
        name names firstname lastname fullname middle given family nickname surname prefix
        suffix
        phonetic file vorname nachname anrede titel nombre nombres apellido apellidos prenom nom
        姓名 名字 姓 名 id ids uid uuid leid euid record number nr num address addresses adresse
        adressen direccion street city zip postcode zipcode region province country county
        company
        organisation organization title job department employer occupation school class grade
        grades room teacher child children kid kids student students pupil language lang locale
        timezone gmtoff dstoff cc ip latitude longitude rating score points source referrer
        referer url link website web page count total gender sex age sensitivity priority
        private
        mileage hobby nationality salutation geschlecht strasse hausnummer ort plz land
        bundesland
        firma klasse schule kinder lehrer sprache quelle calle ciudad pais empresa clase curso
        grado escuela hijo hija idioma origen fuente rue ville entreprise classe ecole enfant
        langue location home business work other box free busy internet directory server
        initials
        posting marital civil 地址 城市 国家 公司 班级 学校 孩子 语言 来源 年级 性别 编号 序号
    """,
    Sense.PASSING: """
        regular normal ok okay valid deliverable good current live member members manager owner
        express implied explicit all alle todos todas tous toutes each every
        digest abridged daily instant
    """,
    Sense.OVER: """
        exit* end ends until till mute* kill* out ex former* old previous* graduat* alumn* moved
        transfer* trash* skip* ignor* omit* unreachable return* error* problem* rts
        abgang* abgegangen ende enddat* bis ehemalig* verzogen weggezogen umgezogen wegzug*
        umzug*
        ausschluss* rucklauf* ruecklauf* fehler* salida* fin hasta antigu* egresad* trasladad*
        sortie* jusqu* ancien* demenag* npai erreur* 转出 轉出 转学 轉學 毕业 畢業 离校 離校 结束
        結束 到期 至
    """,
    Sense.TERMS: """
        gdpr dsgvo rgpd lopd privacy datenschutz* terms agb condiciones privacidad conditions
        interested interest* interes* interess* letter letters 隐私 隱私
    """,
    Sense.PLAIN: """
        to from of the a an at on in by for and date time day year month hour minute second zone
        marked as reported when our my your their this is are has have be list lists weekly
        monthly general global user users person people customer subscriber recipient reader
        readers parent parents eltern families group account profile double single hard soft flag do
        does did primary main value since information updates campaigns news am um von vom aus
        dem der die das den zum zur fur fuer allen und datum zeit zeitpunkt uhrzeit liste ist
        hat per seit konto mitglied de del la el los las al en por para y fecha hora todo lista
        would you like we us may can could shall sie wir uns unser* ihr* ihnen vous nous
        notre nos nuestr* marca 您 我们 吗 要求 se dado dada desde cuenta du des le les l d au aux
        par pour et heure tout est depuis
        compte 日期 时间 時間 于 的 已 是 全部 所有 用户 用戶 再 请 請 被
    """,
}

STATES = """
    subscribed optin* optedin* active enabled angemeld* aktiv* abonniert* inscrit*
    inscrito* abonne abonnee abonnes suscrit* alta altas activo activa activos actif* habilitad*
"""
"""Of the words for who gets the letter those that say so of themselves, and are no mere topic."""

STRONG = """
    unsub* optout* optedout* abgemeld* abmeld* abbestell* debaja desuscri* desubscri* desabon*
    desins* 退订 退訂 取消订阅 取消訂閱
"""
"""Words for leaving a list that are about nothing else, in whatever sentence they stand."""

CONFIRMED = """
    confirmed verified activated active activo activa actif actifs active bestatigt bestaetigt
    verifiziert aktiviert confirmado confirmada confirmados verificado verificada activado activada
    confirme confirmee confirmes verifie verifiee activee 确认 確認 验证 驗證 激活
"""
"""Of the words for confirming those by which somebody has done so: "to confirm" is none."""

CONFIRMING = """
    confirm* verif* activat* bestatig* bestaetig* 确认 確認 验证 驗證 激活
"""
"""With a "not", these say that somebody was asked and has not answered yet."""

REQUESTS = """
    list lists liste lista please asked asks request* demand* bitte bittet gebeten will verlangt
    verteiler* wunsch pide pidio pedido por favor demande svp plait 名单 名單 列表 要求 请 請
"""
"""Beside a word for leaving they tell of somebody who wants to leave a list."""

ONLY = (
    "only exclusively nur ausschliesslich solo solamente unicamente seulement uniquement 仅 僅 只"
)
"""Beside another way than e-mail they say that somebody wants no letters."""

WAYS = """
    sms mms phone* telephone* mobile cell whatsapp telegram signal call calls fax post postal
    paper print* telefon* handy anruf* brief briefpost postalisch* papier papel movil llamad*
    portable appel appels courrier 短信 简讯 簡訊 电话 電話 手机 手機 微信
"""
"""Ways to reach somebody. Alone below a title that is not understood they may be the only one."""
